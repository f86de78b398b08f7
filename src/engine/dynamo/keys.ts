/** Storage keys. [KEY-1..] */
export interface StorageRange {
  /** Inclusive. "" is the very beginning. */
  readonly from: string;
  /** Exclusive. null: to the very end. */
  readonly to: string | null;
}
