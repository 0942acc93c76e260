/* exported handler */
/**
 * The only code at the edge (CloudFront Functions, JavaScript runtime 2.0: no modules, no network, no clock).
 * Before the cache it turns a page's address into the key of its file; after it, an object's metadata into a
 * redirect or a 410. The local gateway runs this same file.
 */
function handler(event) {
  return event.context.eventType === 'viewer-response' ? answer(event.response) : locate(event.request);
}

/** Extensions are written small: `H31.05` is an agency, `bang.csv` is a file. */
var FILE = /\.[a-z][a-z0-9]*$/;
/** Below a release or `latest`, the last part is a file whatever its name. */
var DOWNLOAD = /^(\/en)?\/datasets\/[^/]+\/(releases\/\d+|latest)\/[^/]+$/;
/** The desk is one page that draws its own paths. */
var DESK = /^(\/en)?\/desk(\/.*)?$/;

function locate(request) {
  var uri = request.uri;
  if (FILE.test(uri) || DOWNLOAD.test(uri)) return request;
  if (DESK.test(uri)) request.uri = '/desk/index.html';
  else request.uri = uri.endsWith('/') ? uri + 'index.html' : uri + '/index.html';
  return request;
}

/** A path of this portal: one slash first, and nothing a browser could read as another host. */
var OWN_PATH = /^\/(?![/\\])[!-[\]-~]*$/;

function answer(response) {
  var headers = response.headers;
  var redirect = headers['x-amz-meta-redirect'];
  var status = headers['x-amz-meta-status'];
  delete headers['x-amz-meta-redirect'];
  delete headers['x-amz-meta-status'];
  if (redirect && OWN_PATH.test(redirect.value))
    return {
      statusCode: 302,
      statusDescription: 'Found',
      headers: { location: { value: redirect.value }, 'cache-control': { value: 'max-age=60' } },
    };
  if (status && status.value === '410') {
    // A later conditional request would be answered 304 by the bucket, and the 410 would be lost.
    delete headers.etag;
    delete headers['last-modified'];
    response.statusCode = 410;
    response.statusDescription = 'Gone';
  }
  return response;
}
