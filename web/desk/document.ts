import { assetAddress, type Manifest } from '../assets.ts';

/** The one HTML file of the officers' desk; every `/desk/…` address answers with it. */
export const deskDocument = (manifest: Manifest): string => `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Bàn làm việc – Cổng dữ liệu</title>
<meta name="robots" content="noindex">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${assetAddress(manifest, 'deskCss')}">
<script type="module" src="${assetAddress(manifest, 'desk')}"></script>
</head>
<body>
<noscript>Bàn làm việc của cán bộ cần JavaScript. Các trang công khai không cần.</noscript>
<div id="desk"></div>
</body>
</html>
`;
