/**
 * The cells there are. Loading one is asynchronous and running a program is not, so spares are kept ready. A cell in
 * which QuickJS overflowed the host's own stack is not trusted again and is replaced.
 */
import { HeapCell } from "./heap-cell.ts";

const CELLS_MAX = 8;
const SPARES = 2;

export class CellSupply {
  private readonly free: HeapCell[] = [];
  private inUse = 0;
  private loading = 0;
  /** The last cell that broke: used again only when there is no other, which a person can hardly bring about. */
  private broken: HeapCell | null = null;

  /** @throws when the WebAssembly cannot be fetched or compiled */
  static async load(): Promise<CellSupply> {
    const supply = new CellSupply();
    supply.free.push(await HeapCell.load());
    supply.refill();
    return supply;
  }

  /** A cell nobody uses, or null when the caller must give one back first. */
  take(): HeapCell | null {
    const cell = this.free.pop() ?? (this.inUse === 0 ? this.broken : null);
    if (cell !== null) this.inUse++;
    this.refill();
    return cell;
  }

  giveBack(cell: HeapCell, isBroken: boolean): void {
    this.inUse--;
    if (isBroken) this.broken = cell;
    else this.free.push(cell);
    this.refill();
  }

  private refill(): void {
    while (this.free.length + this.loading < SPARES && this.free.length + this.loading + this.inUse < CELLS_MAX) {
      this.loading++;
      HeapCell.load().then(
        (cell) => {
          this.loading--;
          this.free.push(cell);
        },
        // Offline, or out of memory: the cells there are go on serving.
        () => {
          this.loading--;
        },
      );
    }
  }
}
