// Mistakes in regular expressions.
export const pattern = {
  'pattern.endsInBackslash': 'The regular expression ends with a backslash; write two for a literal backslash.',
  'pattern.escape': '{text} is not a valid escape in a regular expression.',
  'pattern.notAByte': '{text} is larger than a byte: regular expressions here match bytes, up to \\xff.',
  'pattern.property': '{text} is not a character property.',
  'pattern.posix': '{text} is not a character class.',
  'pattern.bracket': 'The closing ] of the character class is missing.',
  'pattern.opening': 'The closing ) is missing.',
  'pattern.closing': 'There is one ) too many; write \\( or \\) for a literal parenthesis.',
  'pattern.group': 'A group cannot start like this; write \\( for a literal parenthesis.',
  'pattern.rangeOrder': 'The range {text} ends before it begins.',
  'pattern.nothingToRepeat': '{text} has nothing to repeat; write \\ before it to match the character itself.',
  'pattern.repeat': 'At most {most, number} repetitions are allowed.',
  'pattern.backReference':
    '{text} is a back-reference. These are not supported because matching them can take forever.',
  'pattern.unsupported':
    '{text} is not supported. Neither are look-around, atomic and recursive groups, possessive quantifiers, \\R and \\X.',
  'pattern.tooDeep': 'Groups are nested more than {most} levels deep.',
  'pattern.tooLarge': 'The regular expression is too large once its repetitions are expanded.',
} as const;
