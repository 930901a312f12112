import type * as vscode from 'vscode';

/** Disposes of everything that was registered with it, the latest first. */
export abstract class DisposableStore implements vscode.Disposable {
  readonly #registered: vscode.Disposable[] = [];

  dispose(): void {
    for (const disposable of this.#registered.splice(0).reverse()) disposable.dispose();
  }

  protected register<Registered extends vscode.Disposable>(disposable: Registered): Registered {
    this.#registered.push(disposable);
    return disposable;
  }

  protected registerAll(...disposables: readonly vscode.Disposable[]): void {
    this.#registered.push(...disposables);
  }
}
