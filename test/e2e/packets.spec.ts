// Packet list, field tree and hex view, as one selection.
import type { Locator } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type App, expect, loaded, packetRow, sample, test, treeNode } from './app';
import { prefer } from './window-tools';

const SYN_NUMBERS = rawSyn(readFileSync(sample('https')));

/** What the first packet of a sample says, read from its bytes here: Ethernet, IPv4 without options, TCP. */
function rawSyn(file: Buffer): { port: number; seq: number; mss: number; timestamp: number } {
  let at = 0;
  while (file.readUInt32LE(at) !== 6) at += file.readUInt32LE(at + 4); // to the first enhanced packet block
  const tcp = at + 28 + 14 + 20;
  // options as Linux sends them: MSS, SACK permitted, time stamps
  return {
    port: file.readUInt16BE(tcp),
    seq: file.readUInt32BE(tcp + 4),
    mss: file.readUInt16BE(tcp + 22),
    timestamp: file.readUInt32BE(tcp + 28),
  };
}

const lit = (app: App): Locator => app.page.locator('[data-testid=hex-byte].highlighted');
const litOffsets = (app: App): Promise<number[]> =>
  lit(app).evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('data-offset'))));

/** Open the way to a field as a reader does: by the arrows before its parents. */
async function openTo(app: App, ...abbrevs: string[]): Promise<void> {
  for (const abbrev of abbrevs) {
    const node = treeNode(app, abbrev);
    if ((await node.getAttribute('aria-expanded')) === 'false') await node.locator('.twisty').click();
  }
}

test('a SYN: raw sequence number and every option in the tree, its bytes in the hex view', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await packetRow(app, 1).click();
  await expect(app.part('field-tree')).toHaveAttribute('data-frame', '1');
  await openTo(app, 'tcp');
  await expect(treeNode(app, 'tcp.seq_raw')).toContainText(String(SYN_NUMBERS.seq));
  await expect(treeNode(app, 'tcp.seq')).toContainText('0');
  await expect(treeNode(app, 'tcp.srcport')).toContainText(String(SYN_NUMBERS.port));
  await openTo(app, 'tcp.options');
  await expect(app.part('field-tree')).toContainText(`${SYN_NUMBERS.mss} bytes`);
  await expect(app.part('field-tree')).toContainText(String(SYN_NUMBERS.timestamp));
  await expect(app.part('field-tree')).toContainText(/SACK permitted/i);
  await expect(app.part('field-tree')).toContainText(/window scale/i);

  // Ethernet 14 and IPv4 20 bytes before it: the sequence number is bytes 38…41
  await treeNode(app, 'tcp.seq_raw').click();
  await expect(lit(app)).toHaveCount(4);
  expect(await litOffsets(app)).toEqual([38, 39, 40, 41]);
  const text = (await lit(app).allTextContents()).join('');
  expect(parseInt(text, 16)).toBe(SYN_NUMBERS.seq);
  await app.picture('packets-en-light');
});

test('a byte leads to its field, bit fields are drawn', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await packetRow(app, 1).click();
  await app.page.locator('[data-testid=hex-byte][data-offset="36"]').click(); // second half of the source port is 35; 36 starts the other
  await expect(app.page.locator('[data-testid=tree-node][aria-selected=true]')).toHaveAttribute(
    'data-abbrev',
    'tcp.dstport',
  );
  expect(await litOffsets(app)).toEqual([36, 37]);
  await openTo(app, 'tcp', 'tcp.flags');
  await expect(treeNode(app, 'tcp.flags.syn')).toContainText('.... ..1. = Syn: Set');
  await expect(treeNode(app, 'tcp.flags.ack')).toContainText('...0 .... = Acknowledgment: Not set');
});

test('the keyboard walks the list, the tree and the history', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  const tree = app.part('field-tree');
  await packetRow(app, 1).click();
  const { keyboard } = app.page;
  await keyboard.press('ArrowDown');
  await expect(tree).toHaveAttribute('data-frame', '2');
  await keyboard.press('End');
  await expect(tree).toHaveAttribute('data-frame', '37');
  await keyboard.press('Home');
  await expect(tree).toHaveAttribute('data-frame', '1');
  await keyboard.press('F8');
  await expect(tree).toHaveAttribute('data-frame', '2');
  await keyboard.press('F7');
  await expect(tree).toHaveAttribute('data-frame', '1');

  await keyboard.press('Control+g');
  await app.part('goto-input').fill('31');
  await keyboard.press('Enter');
  await expect(tree).toHaveAttribute('data-frame', '31');
  await keyboard.press('Alt+ArrowLeft');
  await expect(tree).toHaveAttribute('data-frame', '1');
  await keyboard.press('Alt+ArrowRight');
  await expect(tree).toHaveAttribute('data-frame', '31');

  await keyboard.press('Control+2');
  await expect(app.part('connections-table')).toBeVisible();
  await keyboard.press('Control+1');
  await expect(app.part('packet-list')).toBeVisible();
});

test('menu commands reach the page', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await packetRow(app, 5).click();
  await app.menu('nextInConversation');
  await expect(app.part('field-tree')).toHaveAttribute('data-frame', '6');
  await app.menu('view.connections');
  await expect(app.part('connections-table')).toBeVisible();
  await app.menu('goToPacket');
  await expect(app.part('goto-input')).toBeVisible();
});

test('a value is copied through the context menu', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await packetRow(app, 1).click();
  await openTo(app, 'tcp');
  await treeNode(app, 'tcp.dstport').click({ button: 'right' });
  await expect(app.part('context-menu')).toBeVisible();
  await app.part('menu-copy-filter').click();
  await expect.poll(() => app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe('tcp.dstport == 443');
});

test('the zoom of the window is remembered', async ({ start, folder }) => {
  const userData = `${folder}/user`;
  const zoom = (app: App) =>
    app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].webContents.getZoomLevel());
  const first = await start({ userData });
  await prefer(first, { zoom: 1 });
  await expect.poll(() => zoom(first)).toBe(1);
  await first.close();
  const second = await start({ userData });
  await expect(second.part('start-page')).toBeVisible();
  await expect.poll(() => zoom(second)).toBe(1);
});

test('rows say what tshark says', async ({ start }) => {
  test.skip(!hasTshark(), 'tshark is not installed');
  const app = await start({ file: sample('reset') });
  await loaded(app);
  const fields = ['frame.number', 'ip.src', 'ip.dst', 'frame.len'].flatMap((name) => ['-e', name]);
  const lines = execFileSync('tshark', ['-n', '-r', sample('reset'), '-T', 'fields', ...fields], { encoding: 'utf8' });
  await packetRow(app, 1).click();
  for (const line of lines.trim().split('\n')) {
    const [frame, ...cells] = line.split('\t');
    if (frame !== '1') await app.page.keyboard.press('ArrowDown'); // rows beyond the lower edge come into view
    for (const cell of cells) await expect(packetRow(app, Number(frame))).toContainText(cell);
  }
});

function hasTshark(): boolean {
  try {
    execFileSync('tshark', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
