/** How much may be held at once, and of one file. */
const MOST_BYTES = 64 * 1024 * 1024;
const LARGEST_BYTES = 8 * 1024 * 1024;

type Held = { size: number; bytes: Promise<Buffer> };

/**
 * The files that were asked for last, in memory: who watches behind live asks for the same segments as everybody else, within
 * seconds. Asked for by many at once, a file is read once. Files never change under their key; one that was cut out is never
 * asked for again, and others push it out.
 */
export class HotFiles {
  private readonly files = new Map<string, Held>();
  private held = 0;

  constructor(
    private readonly load: (key: string) => Promise<Buffer>,
    private readonly most = MOST_BYTES,
  ) {}

  /** Whether a file of this size is worth holding. */
  takes(size: number): boolean {
    return size <= Math.min(LARGEST_BYTES, this.most);
  }

  /** @throws what loading throws; nothing is held then */
  async read(key: string, size: number): Promise<Buffer> {
    const file = this.files.get(key) ?? { size, bytes: this.load(key) };
    // The one asked for last stands last, and goes last.
    this.drop(key);
    this.files.set(key, file);
    this.held += file.size;
    for (const oldest of this.files.keys()) {
      if (this.held <= this.most) break;
      this.drop(oldest);
    }
    try {
      return await file.bytes;
    } catch (error) {
      if (this.files.get(key) === file) this.drop(key);
      throw error;
    }
  }

  private drop(key: string): void {
    const file = this.files.get(key);
    if (file && this.files.delete(key)) this.held -= file.size;
  }
}
