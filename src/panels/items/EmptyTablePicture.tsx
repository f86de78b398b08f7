// The outline of a table with no rows in it.

export function EmptyTablePicture() {
  return (
    <svg width="132" height="84" viewBox="0 0 132 84" aria-hidden="true" className="empty-table">
      <rect x=".5" y=".5" width="131" height="83" rx="6" className="edge" />
      <path d="M0 24.5h132M0 44.5h132M0 64.5h132M44.5 0v84" className="rule" />
      <rect x="10.5" y="29.5" width="22" height="10" rx="3" className="slot" />
      <path d="M54 34.5h40M54 54.5h52M54 74.5h30" className="text" />
      <path d="M10 14.5h24M54 14.5h30" className="head" />
    </svg>
  );
}
