// A course of captures with questions, as the page gets it: read and checked (`course/`), which answers are right is said by the capture.
import type { Language } from '../languages';
import type { Message } from '../message';

/** What a person reads, in the languages that the course has; at least one. */
export type CourseText = Partial<Record<Language, string>>;

interface QuestionBase {
  /** the only one of its task */
  id: string;
  text: CourseText;
  hint: CourseText | null;
  explanation: CourseText | null;
}

/** Point at a packet: any that the display filter `answer` matches. */
export interface PacketQuestion extends QuestionBase {
  kind: 'packet';
  answer: string;
}
/** Point at a field: one of these, in a packet that the filter `packet` matches (null: in any). */
export interface FieldQuestion extends QuestionBase {
  kind: 'field';
  answer: string[];
  packet: string | null;
}
export interface CourseOption {
  text: CourseText;
  right: boolean;
  /** why it is right or wrong */
  why: CourseText | null;
}
/** Choose one of several; `proof` (display filter, null: none) finds the packet that shows why. */
export interface ChoiceQuestion extends QuestionBase {
  kind: 'choice';
  options: CourseOption[];
  proof: string | null;
}
/** Say a number or a word: one of `answer`, or what `field` has in the first packet that `packet` matches. */
export interface ValueQuestion extends QuestionBase {
  kind: 'value';
  answer: string[] | null;
  field: string | null;
  packet: string | null;
}
export type CourseQuestion = PacketQuestion | FieldQuestion | ChoiceQuestion | ValueQuestion;

export interface CourseTask {
  /** the only one of its course */
  id: string;
  title: CourseText;
  about: CourseText | null;
  /** file name beside course.yaml */
  capture: string;
  /** display filter that the packets are shown with, null: none */
  filter: string | null;
  questions: CourseQuestion[];
}

export interface Course {
  title: CourseText;
  about: CourseText | null;
  tasks: CourseTask[];
}

/** What a capture says about a question: every answer is held to it. */
export interface CourseFacts {
  /** the frame that was asked about is among the packets */
  isAmong: boolean;
  /** the first of these packets, 0: there is none */
  first: number;
  /** values of the field in it, as `tshark -T fields` prints them */
  values: string[];
}
export interface CourseRequests {
  /** `packets`: display filter; `field`: a field's name or empty; `frame`: from 1, 0 for none */
  courseFacts: { args: { packets: string; field: string; frame: number }; answer: CourseFacts };
}

/** What is wrong with a course. */
export interface CourseMistake {
  /** of course.yaml, from 1; 0: of no line */
  line: number;
  /** where in it: `tasks[0].questions[2].kind`; empty: the whole */
  path: string;
  message: Message;
}

/** How a question went: how often it was answered, and whether rightly in the end. */
export interface QuestionScore {
  tries: number;
  right: boolean;
}
/** By `task/question`. */
export type CourseScores = Record<string, QuestionScore>;

/** A course as it was opened: by its id the page asks for what belongs to it. */
export type OpenedCourse = { id: string } & (
  { ok: true; course: Course; scores: CourseScores } | { ok: false; mistakes: CourseMistake[] }
);

/** Id of the course that comes with the app, wherever that lies. */
export const LAB_COURSE = 'lab';

/** A course of the reader's own that was opened once. */
export interface OwnCourse {
  id: string;
  title: CourseText;
}

export interface PracticeRequests {
  /** the one with this id, or without one that out of a folder that the user is asked for; null: it is not known, or none was chosen */
  practiceCourse: { args: { course: string | null }; answer: OpenedCourse | null };
  /** opens the capture of a task; what goes wrong comes as a `problem` event */
  practiceTask: { args: { course: string; task: string }; answer: null };
  /** a question was answered */
  practiceScore: { args: { course: string; task: string; question: string; right: boolean }; answer: CourseScores };
  /** forgets all that was answered in a course */
  practiceReset: { args: { course: string }; answer: null };
  /** forgets a course of the reader's own, and how it was answered; its files stay */
  practiceForget: { args: { course: string }; answer: null };
}
