// `npm run oracle -- DIR [--verbose] [--file TEXT]`: compares our fields with tshark's on every capture below DIR.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { captureFiles, corpusFolder } from '../fixtures/corpus';
import { ORACLE_FIELDS } from './field-list';
import { countBy, differenceText, runOracle, unexplained } from './oracle';
import { tsharkVersion } from './tshark';

const FIRST_PER_FILE = 8;
/** Fields that say how a connection went: always listed. */
const OF_CONNECTIONS =
  /^tcp\.(?:analysis|completeness|time_|stream|fin_retransmission|connection|options\.(?:mss\.|wscale\.shift\.invalid)|ack\.nonzero)/;

async function main(argv: string[]): Promise<number> {
  const verbose = argv.includes('--verbose');
  const only = argv.includes('--file') ? argv[argv.indexOf('--file') + 1] : null;
  const named = argv.find((word, i) => !word.startsWith('--') && argv[i - 1] !== '--file');
  // npm runs scripts in the checkout; a relative folder is meant from where the user stands
  const folder = named === undefined ? corpusFolder() : resolve(process.env.INIT_CWD ?? '.', named);
  const version = tsharkVersion();
  if (!folder || !existsSync(folder) || !version) {
    console.error(version ? 'oracle: name a folder with captures' : 'oracle: there is no tshark; install it');
    return 2;
  }
  const paths = captureFiles(folder).filter((path) => only === null || path.includes(only));
  // tshark runs in this zone, and files of Network Monitor begin at a local time
  process.env.TZ = 'UTC';
  const begun = Date.now();
  const result = await runOracle(folder, paths, version, (file) => {
    const bad = unexplained(file.differences);
    if (!verbose || bad.length === 0) return;
    console.log(`${file.file}: ${bad.length} of ${file.cells} cells differ`);
    for (const d of bad.slice(0, FIRST_PER_FILE)) console.log(`  ${differenceText(d)}`);
  });
  const bad = unexplained(result.differences);
  const explained = result.differences.filter((d) => d.reason !== null);
  const number = (n: number): string => n.toLocaleString('en');
  console.log(`tshark ${version}, ${ORACLE_FIELDS.length} fields, ${((Date.now() - begun) / 1000).toFixed(0)} s`);
  console.log(
    `files      ${number(result.files.length)} compared, ${result.unread.length} that tshark reads no packet of`,
  );
  console.log(`packets    ${number(result.frames)}`);
  console.log(`cells      ${number(result.cells)} compared`);
  console.log(
    `differing  ${number(bad.length)} without a reason, ${number(explained.length)} with one (DIFFERENCES.md)`,
  );
  console.log(`rows with a value, by field${verbose ? '' : ' (of connections; --verbose: all)'}:`);
  for (const [k, field] of ORACLE_FIELDS.entries())
    if (verbose || OF_CONNECTIONS.test(field))
      console.log(`  ${field}: ${number(result.files.reduce((sum, file) => sum + file.filled[k], 0))}`);
  for (const [reason, n] of countBy(explained, (d) => d.reason ?? '')) console.log(`  ${reason}: ${number(n)}`);
  if (bad.length > 0) {
    console.log('by field:');
    for (const [field, n] of countBy(bad, (d) => d.field)) console.log(`  ${field}: ${number(n)}`);
    console.log('by file:');
    for (const [file, n] of countBy(bad, (d) => d.file).slice(0, 40)) console.log(`  ${file}: ${number(n)}`);
  }
  return bad.length === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
