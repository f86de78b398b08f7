// The mark: a table seen through, with one item under the glass. Decorative; the product's name stands beside it.

export function Logo({ size = 20 }: { size?: number }) {
  return (
    <svg className="logo" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <path
        d="M4.6 4.2h10.8l3 5.2H1.6z"
        fill="var(--ink-12)"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      <path d="M3.6 9.6v6.6M16.4 9.6v6.6" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
      <circle cx="10" cy="13.6" r="2.3" fill="var(--k-c)" stroke="var(--ke-c)" strokeWidth="1" />
    </svg>
  );
}
