// Names of addresses that the capture proves: beside the addresses, in a column of the connections, in the title of the timeline; only where
// the View menu says so.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pcapFile } from '../fixtures/make-capture';
import { ethernet, ipv4, ipv4Bytes, tcp, udp } from '../fixtures/make-packet';
import { dnsMessage, dnsName, dnsQuestion, dnsRecord } from '../fixtures/sample-names';
import { type App, expect, firstShown, loaded, packetRow, test } from './app';

const CLIENT = '10.0.0.1';
const SERVER = '198.51.100.9';
const answer = dnsMessage({
  questions: [dnsQuestion(dnsName('shop.example'), 1)],
  answers: [dnsRecord(1, ipv4Bytes(SERVER))],
});
const FRAMES = [
  ethernet({}, ipv4({ src: '10.0.0.53', dst: CLIENT }, udp({ srcPort: 53, dstPort: 5000 }, answer))),
  ethernet({}, ipv4({ src: CLIENT, dst: SERVER }, tcp({ srcPort: 4001, dstPort: 443, flags: 'S' }))),
  ethernet({}, ipv4({ src: SERVER, dst: CLIENT }, tcp({ srcPort: 443, dstPort: 4001, flags: 'RA', ack: 1 }))),
  // no address but those of Ethernet (IEEE 802.1, local experiments)
  ethernet({ src: '00:00:0c:01:02:03', type: 0x88b5 }, new Uint8Array(46)),
];

const named = (app: App, frame: number) =>
  packetRow(app, frame).getByTestId('address-name').filter({ hasText: 'shop' });

for (const { language, proof, maker } of [
  {
    language: 'en',
    proof: '198.51.100.9 is shop.example: DNS answer in packet 1',
    maker: '00:00:0c:01:02:03: assigned to Cisco Systems, Inc in the register of IEEE',
  },
  {
    language: 'zh-CN',
    proof: '198.51.100.9 即 shop.example：见第 1 个分组中的 DNS 应答',
    maker: '00:00:0c:01:02:03：在 IEEE 登记表中分配给 Cisco Systems, Inc',
  },
] as const)
  test(`names where they are asked for, ${language}`, async ({ start, folder }) => {
    const file = path.join(folder, 'names.pcap');
    writeFileSync(file, pcapFile(FRAMES.map((bytes, i) => ({ bytes, sec: 1_700_000_000 + i, nano: 0 }))));
    const app = await start({ file });
    await loaded(app);
    await app.menu(`language.${language}`);
    await expect(packetRow(app, 2)).toContainText(SERVER);
    await expect(packetRow(app, 2)).not.toContainText('shop.example');

    await app.menu('switch.resolveNames');
    await expect(named(app, 2)).toHaveAttribute('title', proof);
    await expect(named(app, 3)).toContainText(SERVER);
    await expect(packetRow(app, 4).getByTestId('address-name')).toHaveAttribute('title', maker);
    await packetRow(app, 4).click();
    await app.page.locator('[data-testid=tree-node][data-abbrev=eth]').dblclick();
    await expect(app.page.locator('[data-testid=tree-node][data-abbrev="eth.src"]')).toContainText(
      'Cisco Systems, Inc',
    );
    await app.picture(`names-packets-${language}`);

    await packetRow(app, 2).click();
    await app.part('tab-connections').click();
    await firstShown(app, 'connection-row').click();
    await expect(firstShown(app, 'connection-row').getByTestId('address-name')).toHaveText('shop.example');
    await expect(firstShown(app, 'connection-row').getByTestId('service-name')).toHaveText('https');
    await expect(app.part('timeline-names').getByTestId('address-name')).toHaveAttribute('title', proof);
    await app.picture(`names-connections-${language}`);

    await app.menu('switch.resolveNames');
    await expect(app.part('timeline-names')).toHaveCount(0);
    await expect(firstShown(app, 'connection-row').getByTestId('address-name')).toHaveCount(0);
    await expect(firstShown(app, 'connection-row').getByTestId('service-name')).toHaveCount(0);
  });
