// How far fuzzing is, in a folder that a later run goes on from: seed, and of each target its inputs, slices, time and findings.
import fs from 'node:fs';
import path from 'node:path';

export class FuzzProgress {
  /** @param {string} folder made when it is missing */
  constructor(folder, seed, targets) {
    fs.mkdirSync(folder, { recursive: true });
    this.folder = folder;
    const kept = read(this.#file('progress.json'));
    this.seed = kept?.seed ?? seed;
    this.isResumed = kept !== null;
    this.targets = kept?.targets ?? {};
    for (const name of targets) this.targets[name] ??= { done: 0, slices: 0, ms: 0, signatures: [] };
    this.coverage = read(this.#file('coverage.json')) ?? {};
  }

  #file(name) {
    return path.join(this.folder, name);
  }

  /** inputs of all targets together */
  get done() {
    return Object.values(this.targets).reduce((sum, { done }) => sum + done, 0);
  }

  get found() {
    return Object.values(this.targets).reduce((sum, { signatures }) => sum + signatures.length, 0);
  }

  /** No two slices of a target see the same random numbers. */
  nextSeed(name) {
    return (this.seed + 7919 * this.targets[name].slices) % 2 ** 31;
  }

  /** Adds a slice; gives the findings that are new. */
  add(name, { done, findings }, ms) {
    const target = this.targets[name];
    target.done += done;
    target.slices++;
    target.ms += ms;
    const fresh = findings.filter(({ signature }) => !target.signatures.includes(signature));
    target.signatures.push(...fresh.map(({ signature }) => signature));
    return fresh;
  }

  save() {
    write(this.#file('progress.json'), { seed: this.seed, targets: this.targets });
    write(this.#file('coverage.json'), this.coverage);
  }

  saveUnreached(lines) {
    fs.writeFileSync(this.#file('unreached.txt'), `${lines.join('\n')}\n`);
    return this.#file('unreached.txt');
  }
}

function read(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null; // not there, or cut by what ended the last run
  }
}

/** It is whole or not there, whatever ends the program. */
function write(file, value) {
  fs.writeFileSync(`${file}.new`, JSON.stringify(value));
  fs.renameSync(`${file}.new`, file);
}
