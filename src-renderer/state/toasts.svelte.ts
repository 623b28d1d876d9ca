// Short confirmations at the lower edge ("copied"). Never the only place where something is said.

export interface Toast {
  id: number;
  text: string;
}

const SHOWN_MS = 2500;

class Toasts {
  list = $state.raw<readonly Toast[]>([]);
  #next = 1;

  show(text: string): void {
    const toast = { id: this.#next++, text };
    this.list = [...this.list.slice(-2), toast];
    setTimeout(() => (this.list = this.list.filter((one) => one.id !== toast.id)), SHOWN_MS);
  }
}

export const toasts = new Toasts();
