import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** The heading of a screen: names the browser tab and takes the focus when the screen opens. */
export const Title = ({ text, children }: { text: string; children?: ComponentChildren }) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${text} – Bàn làm việc`;
    heading.current?.focus();
  }, [text]);
  return (
    <div class="title-row">
      <h1 tabindex={-1} ref={heading}>
        {text}
      </h1>
      {children}
    </div>
  );
};
