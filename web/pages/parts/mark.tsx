/** The portal's own sign: stacked sheets of data under an ear of rice. Not a state emblem. */
export const Mark = ({ size = 40 }: { size?: number }) => (
  <svg class="mark" width={size} height={size} viewBox="0 0 40 40" aria-hidden="true" focusable="false">
    <rect width="40" height="40" rx="9" fill="#0b4a8f" />
    <path d="M7 25.5 20 31l13-5.5v3.6L20 34.6 7 29.1z" fill="#9cc3ee" />
    <path d="M7 19.5 20 25l13-5.5v3.6L20 28.6 7 23.1z" fill="#fff" />
    <path d="M20 21V6" stroke="#f2b70a" stroke-width="2" stroke-linecap="round" />
    <path
      d="M20 10c-1-3-3.5-4-6-4 .3 3 2.5 4.6 6 4zm0 5.2c-1-3-3.5-4-6-4 .3 3 2.5 4.6 6 4zm0-5.2c1-3 3.5-4 6-4-.3 3-2.5 4.6-6 4zm0 5.2c1-3 3.5-4 6-4-.3 3-2.5 4.6-6 4z"
      fill="#f2b70a"
    />
  </svg>
);
