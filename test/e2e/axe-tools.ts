// What axe-core finds wrong with a part of the page.
import axe from 'axe-core';
import type { App } from './app';

/** `part`: its test id */
export async function axeFindings(app: App, part: string): Promise<string[]> {
  await app.page.evaluate(axe.source);
  return app.page.evaluate(async (id) => {
    const { run } = (
      window as unknown as {
        axe: { run: (part: unknown) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      }
    ).axe;
    const { violations } = await run({ include: [[`[data-testid=${id}]`]] });
    return violations.map(({ id, nodes }) => `${id} ${nodes[0].html}`);
  }, part);
}
