/** Copy buttons: shown once they can work, and they say so when the text is on the clipboard. */
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  const words = button.textContent;
  button.hidden = false;
  button.addEventListener('click', () => {
    void navigator.clipboard.writeText(button.dataset['copy'] ?? '').then(() => {
      button.textContent = button.dataset['done'] ?? '✓';
      button.setAttribute('aria-live', 'polite');
      setTimeout(() => {
        button.textContent = words;
      }, 2000);
    });
  });
}
