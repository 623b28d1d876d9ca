// What our texts are converted with. The build puts only what they need in the place of this module (native/parts/registers.ts).
import { allDictionaries } from './all-dictionaries';
import type { Dictionaries } from './converter';

export const DICTIONARIES: Dictionaries = allDictionaries();
