import { programOf } from './outbox/entry';

const MOST = 500;

/** What this page itself did: the revisions that its own writes made, so that they are not told as somebody else's. */
class OwnRevisions {
  private readonly made = new Set<string>();
  private running = 0;

  /** A write is on its way until the returned function is called. */
  begin(): () => void {
    this.running += 1;
    return () => {
      this.running -= 1;
    };
  }

  /** One of the page's writes is on its way. */
  busy(): boolean {
    return this.running > 0;
  }

  note(path: string, answer: unknown): void {
    const program = programOf(path);
    const revision = (answer as { revision?: unknown } | null | undefined)?.revision;
    if (program === null || typeof revision !== 'number') return;
    this.made.add(`${program}/${revision}`);
    const oldest = this.made.values().next();
    if (this.made.size > MOST && !oldest.done) this.made.delete(oldest.value);
  }

  has(program: string, revision: number): boolean {
    return this.made.has(`${program}/${revision}`);
  }
}

export const ownRevision = new OwnRevisions();
