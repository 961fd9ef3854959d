/** The mark of the app: a bird's wing over a rising line, for the augur who read the flight of birds. */
export function AppMark({ size = 26 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden focusable="false">
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <g fill="none" stroke="var(--surface)" strokeWidth="2.4" strokeLinecap="round" strokeLinejoin="round">
        <path d="M6.5 12.5c4.2-.6 7.3 1 9.5 4.6 2.2-3.9 5.3-6.2 9.8-7.4" />
        <path d="M16 17.1v6.4" />
        <path d="M10.3 19.6v3.9" opacity="0.65" />
        <path d="M21.7 16.6v6.9" opacity="0.65" />
      </g>
    </svg>
  );
}
