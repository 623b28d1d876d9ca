// What the coach says about a display filter, and about translating it to a capture filter and back. The Simplified Chinese ones stand
// in ../zh-cn/filter-advice.ts. ICU MessageFormat.
export const filterAdvice = {
  'advice.existsFlag':
    '{field} on its own only tests whether the field is present. Every {protocol} packet has it, whether the flag is set or not.',
  'advice.existsFlag.set': 'only packets in which {field} is set',
  'advice.existsFlag.not': 'only packets in which {field} is not set',
  'advice.existsNumber': '{field} on its own only tests whether the field is present. Every {protocol} packet has it.',
  'advice.existsNumber.label': 'only packets with {filter}',
  'advice.twoSidedRange':
    'Each packet has two values of {field}. One may satisfy the lower bound and the other the upper bound, so this matches far more than the range.',
  'advice.twoSidedRange.label': 'the same {field} lies between {low} and {high}',
  'advice.notEqual':
    'Each packet has two values of {field}. Since Wireshark 3.6, != means that neither is {value}; before that, it meant that at least one is not.',
  'advice.notEqual.label': 'at least one {field} is not {value}',
  'advice.anyNotEqual':
    'Each packet has two values of {field}. !== is true as soon as one of them is not {value}, so nearly every packet matches.',
  'advice.anyNotEqual.label': 'neither {field} is {value}',
  'advice.absentDropped': 'Packets without {field} do not match either.',
  'advice.absentDropped.label': 'also keep packets without {field}',
  'advice.absentKept': 'Packets without {field} match too.',
  'advice.absentKept.label': 'only packets with {field}',
  'advice.andOr': '“and” comes before “or”. This is read as: {now}',
  'advice.andOr.label': '“or” first: {other}',
  'advice.notOr': '“not” applies only to the first test. What follows “or” is not negated.',
  'advice.notOr.label': 'none of them',
  'advice.unequalOr':
    'Whatever {field} is, it differs from one of the two values: this is true for every packet that has it.',
  'advice.unequalOr.label': 'neither of the two values',
  'advice.equalAnd': 'A packet has only one {field}, which cannot have two values at once: this matches nothing.',
  'advice.equalAnd.label': 'one of the two values',
  'advice.relativeNumber':
    '{field} counts from the start of the connection, but {value} looks like a raw number from the wire.',
  'advice.relativeNumber.label': 'compare {raw}, the raw number',
  'advice.chain': 'A chained comparison means that each pair holds: {long}',
  'advice.chain.label': 'the same, written out',
  'advice.containsCase': '“contains” is case-sensitive: only {value} exactly as written is found.',
  'advice.containsCase.label': '{value} in upper or lower case',
  'advice.unknownWord': 'The field is never “{value}”. It is one of: {choices}',
  'advice.unknownWord.label': 'with “{value}”',
  'advice.emptyRange': 'The range {low}..{high} starts after it ends, so it is empty.',
  'advice.emptyRange.label': 'from {high} to {low}',
  'advice.captureFilter': 'This is a capture filter (BPF). Display filters use a different language.',
  'advice.captureFilter.label': 'the same as a display filter',
  'advice.captureFilter.untold':
    'This is a capture filter (BPF). Display filters use a different language, and this one cannot be translated.',

  'captureFilter.outermost':
    'A capture filter only sees the outermost headers: it does not look inside tunnels, behind VLAN tags, into packets quoted by ICMP errors, or past IPv6 extension headers. It treats later fragments of a TCP or UDP packet as TCP or UDP too.',
  'captureFilter.more':
    'A capture filter cannot test {fields}. This one keeps all packets that match, plus some others.',
  'captureFilter.impossible':
    'This cannot be written as a capture filter: {fields} cannot be tested, and nothing else in the filter narrows down the packets.',
  'captureFilter.everything': 'Every packet matches, so no capture filter is needed.',
} as const;
