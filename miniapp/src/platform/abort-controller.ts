type Listener = () => void;

/** The part of AbortSignal that query-core uses; mini-programs have none. */
class Signal {
  aborted = false;
  reason: unknown = undefined;
  onabort: Listener | null = null;
  private readonly listeners = new Set<Listener>();

  addEventListener(_event: 'abort', listener: Listener): void {
    this.listeners.add(listener);
  }

  removeEventListener(_event: 'abort', listener: Listener): void {
    this.listeners.delete(listener);
  }

  throwIfAborted(): void {
    if (this.aborted) {
      throw this.reason;
    }
  }

  raise(reason: unknown): void {
    if (this.aborted) {
      return;
    }
    this.aborted = true;
    this.reason = reason;
    this.onabort?.();
    this.listeners.forEach((listener) => listener());
  }
}

/** Provided by the build wherever mini-program code says `AbortController`. */
export class AbortController {
  readonly signal = new Signal();

  abort(reason: unknown = new Error('aborted')): void {
    this.signal.raise(reason);
  }
}
