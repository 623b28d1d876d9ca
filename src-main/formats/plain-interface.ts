// The interface of a capture whose file tells of none: what is known is the link type, and how fine its times are.
import type { CaptureInterface } from './capture-reader';

/** In the place of a LINKTYPE_ number where no such number exists: the frames are shown as data. */
export const NO_LINK_TYPE = 0xffff;

export const plainInterface = (
  linkType: number,
  timeDigits: number,
  section: number,
  { snapLen = 0, name = '' }: { snapLen?: number; name?: string } = {},
): CaptureInterface => ({
  linkType,
  snapLen,
  name,
  description: '',
  filter: '',
  os: '',
  hardware: '',
  comments: [],
  timeDigits,
  section,
});
