import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const CHANGED = 'desk:address';

/** Goes to another address of the desk without loading it anew. */
export const navigate = (address: string): void => {
  history.pushState(null, '', address);
  dispatchEvent(new Event(CHANGED));
  scrollTo(0, 0);
};

/** The path, without a trailing slash, kept up to date. */
export const useAddress = (): string => {
  const [path, setPath] = useState(location.pathname);
  useEffect(() => {
    const update = (): void => setPath(location.pathname);
    addEventListener('popstate', update);
    addEventListener(CHANGED, update);
    return () => {
      removeEventListener('popstate', update);
      removeEventListener(CHANGED, update);
    };
  }, []);
  return path.replace(/\/+$/, '') || '/';
};

/** A link inside the desk; modified clicks keep what browsers do with them. */
export const Link = (props: {
  to: string;
  children: ComponentChildren;
  class?: string;
  current?: boolean;
}) => (
  <a
    href={props.to}
    class={props.class}
    {...(props.current ? { 'aria-current': 'page' as const } : {})}
    onClick={(event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      navigate(props.to);
    }}
  >
    {props.children}
  </a>
);
