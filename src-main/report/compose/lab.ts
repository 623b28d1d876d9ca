// The questions of a course on TCP and TLS, answered with the figures of a connection, with room for the student's own words.
import type { ReportBlock, ReportText } from '../../ipc/contracts/report-contract';
import type { ConnectionFacts } from '../model';
import { SYN } from '../../text/tcp-flags';
import { dayOf } from './tls';
import { heading, paragraph, proved, type Words } from './words';

const LINES = 3;

export function labBlocks(facts: ConnectionFacts, words: Words): ReportBlock[] {
  if (facts.flow.kind !== 'tcp') return [];
  const blocks: ReportBlock[] = [heading(3, words.say('report.section.lab'))];
  QUESTIONS.forEach((question, i) => {
    blocks.push(
      heading(4, words.say('report.lab.numbered', { number: i + 1, question: words.say(`report.lab.q.${question}`) })),
      ...answers[question](facts, words).map((text): ReportBlock => paragraph(text)),
      { kind: 'room', label: words.say('report.lab.room'), lines: LINES },
    );
  });
  return blocks;
}

const QUESTIONS = ['first', 'isn', 'plusOne', 'options', 'closer', 'segments', 'timeWait', 'tls', 'encrypted'] as const;
type Question = (typeof QUESTIONS)[number];
type Answer = (facts: ConnectionFacts, words: Words) => ReportText[];

const notSeen = (words: Words): ReportText[] => [words.say('report.lab.notSeen')];
/** Sentences of the verdict and its answers, so that a report says the same thing everywhere. */
const answered = ({ verdict }: ConnectionFacts, words: Words, question: string): ReportText[] =>
  verdict.answers
    .filter((one) => one.question.key === question)
    .map(({ answer, frames }) => proved(words.message(answer), frames));

const answers: Readonly<Record<Question, Answer>> = {
  first: ({ opening }, words) => {
    const syn = opening.find(({ segment }) => segment.flags & SYN);
    if (!syn) return notSeen(words);
    return [proved(words.say('report.lab.a.first', { who: syn.segment.fromA ? 'a' : 'b' }), [syn.segment.frame])];
  },
  isn: ({ timeline: { isnA, isnB }, verdict }, words) => {
    const one = (who: 'a' | 'b', isn: number, frame: number): ReportText[] =>
      isn < 0 ? [] : [proved(words.say('report.lab.a.isn', { who, isn: String(isn) }), frame > 0 ? [frame] : [])];
    const both = [...one('a', isnA, verdict.synFrame), ...one('b', isnB, verdict.synAckFrame)];
    return both.length === 0 ? notSeen(words) : [...both, words.say('report.lab.a.isnWhy')];
  },
  plusOne: ({ opening, timeline: { isnA } }, words) => {
    const answer = opening.find(({ segment }) => !segment.fromA && segment.flags & SYN);
    if (!answer || isnA < 0) return [words.say('report.lab.a.plusOneWhy')];
    const args = { isn: String(isnA), ack: String(answer.segment.ackRaw) };
    return [
      proved(words.say('report.lab.a.plusOne', args), [answer.segment.frame]),
      words.say('report.lab.a.plusOneWhy'),
    ];
  },
  options: ({ verdict }, words) => {
    if (verdict.options.length === 0) return notSeen(words);
    return verdict.options.map(({ name, client, server, inForce }) =>
      words.say('verdict.option.line', {
        name: words.message(name),
        client: client ? words.message(client) : words.say('verdict.option.none'),
        server: server ? words.message(server) : words.say('verdict.option.none'),
        inForce: words.message(inForce),
      }),
    );
  },
  closer: ({ verdict }, words) => {
    const ending = verdict.sentences.filter(({ part }) => part === 'ending');
    return ending.length === 0
      ? notSeen(words)
      : ending.map(({ message, frames }) => proved(words.message(message), frames));
  },
  segments: ({ flow, closing, verdict }, words) => {
    // of those that close it the ones that the sentence on the ending names: an ACK between them may be of data
    const all = closing.map(({ segment }) => segment.frame);
    const proof = verdict.sentences.filter(({ part }) => part === 'ending').flatMap(({ frames }) => frames);
    const named = all.filter((frame) => proof.includes(frame));
    const frames = named.length > 0 ? named : all;
    return [
      proved(words.say('report.lab.a.segments', { ending: words.say(`flows.ending.${flow.ending}`) }), frames),
      words.say(`flows.endingWhy.${flow.ending}`),
    ];
  },
  timeWait: (facts, words) => {
    const said = answered(facts, words, 'verdict.question.timeWait');
    return said.length === 0 ? [words.say('report.lab.a.noTimeWait')] : said;
  },
  tls: ({ tls }, words) => {
    if (tls === null) return [words.say('report.lab.a.noTls')];
    const { chosen, chains } = tls;
    const own = chains.find(({ fromClient }) => !fromClient);
    const [first] = own?.certificates ?? [];
    return [
      chosen.version === ''
        ? words.say('report.lab.notSeen')
        : words.say('report.lab.a.tls', { version: chosen.version, suite: chosen.cipher }),
      own && first
        ? proved(
            words.say('report.lab.a.certificate', {
              subject: first.subject,
              issuer: first.issuer,
              to: dayOf(first.notAfter),
            }),
            [own.frame],
          )
        : words.say('report.tls.noCertificate'),
    ];
  },
  encrypted: ({ tls }, words) => {
    if (tls === null) return [words.say('report.lab.a.plain')];
    const first = tls.messages.find(({ encrypted, opened }) => encrypted || opened);
    return [
      first ? proved(words.say('report.lab.a.encrypted'), [first.frame]) : words.say('report.lab.a.notEncrypted'),
    ];
  },
};
