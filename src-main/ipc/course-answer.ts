// Whether an answer to a question of a course is right, by what the capture says (`CourseFacts`).
import type { CourseFacts, CourseQuestion, CourseRequests } from './contracts/course-contract';

/** What is answered: with what is selected, with an option (from 0), or in words. */
export interface CourseAnswer {
  /** from 1, 0: none */
  frame: number;
  /** name of the selected field, empty: none */
  field: string;
  option: number;
  text: string;
}

/** What the capture is to be asked about a question. */
export function askedOf(question: CourseQuestion, frame: number): CourseRequests['courseFacts']['args'] {
  switch (question.kind) {
    case 'packet':
      return { packets: question.answer, field: '', frame };
    case 'field':
      // the packet that shows it best has the field
      return { packets: question.packet ?? question.answer.join(' or '), field: question.answer[0], frame };
    case 'choice':
      return { packets: question.proof ?? '', field: '', frame };
    case 'value':
      return { packets: question.packet ?? '', field: question.field ?? '', frame };
  }
}

export function isRight(question: CourseQuestion, answer: CourseAnswer, facts: CourseFacts): boolean {
  switch (question.kind) {
    case 'packet':
      return facts.isAmong;
    case 'field':
      return facts.isAmong && question.answer.includes(answer.field);
    case 'choice':
      return question.options[answer.option]?.right ?? false;
    case 'value':
      return rightValues(question.answer, facts).some((value) => isSameValue(value, answer.text));
  }
}

const rightValues = (given: string[] | null, { values }: CourseFacts): string[] => given ?? values;

/** The question can be answered rightly in this capture. */
export function hasAnswer(question: CourseQuestion, { first, values }: CourseFacts): boolean {
  if (question.kind === 'choice') return question.proof === null || first > 0;
  if (question.kind === 'value') return question.field === null || values.length > 0;
  return first > 0 && (question.kind === 'packet' || values.length > 0);
}

/** Numbers by their value, with or without separators of thousands and as 0x…; words without case. */
function isSameValue(right: string, given: string): boolean {
  const plain = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ');
  const number = (text: string): number => {
    const bare = plain(text).replace(/(\d)[, ](?=\d{3}\b)/g, '$1');
    return bare === '' ? NaN : Number(bare);
  };
  return plain(right) === plain(given) || number(right) === number(given);
}
