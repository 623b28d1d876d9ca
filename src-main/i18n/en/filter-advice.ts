// What the coach says about a display filter, and about translating it to a capture filter and back. The Simplified Chinese ones stand
// in ../zh-cn/filter-advice.ts. ICU MessageFormat.
export const filterAdvice = {
  'advice.existsFlag':
    '{field} alone asks whether the field is there. Every {protocol} packet has it, whether the flag is set or not.',
  'advice.existsFlag.set': 'only packets in which {field} is set',
  'advice.existsFlag.not': 'only packets in which {field} is not set',
  'advice.existsNumber': '{field} alone asks whether the field is there. Every {protocol} packet has it.',
  'advice.existsNumber.label': 'only packets with {filter}',
  'advice.twoSidedRange':
    'Each packet has {field} twice. One of the two may fit the lower bound and the other one the upper bound, so this matches far more than the range.',
  'advice.twoSidedRange.label': 'one and the same {field} lies between {low} and {high}',
  'advice.notEqual':
    'Each packet has {field} twice. Since Wireshark 3.6 != means that neither of them is {value}; before, it meant that one of them is not.',
  'advice.notEqual.label': 'at least one {field} is not {value}',
  'advice.anyNotEqual':
    'Each packet has {field} twice. !== is true as soon as one of them is not {value}, so nearly every packet matches.',
  'advice.anyNotEqual.label': 'neither {field} is {value}',
  'advice.absentDropped': 'Packets that have no {field} at all do not match either.',
  'advice.absentDropped.label': 'keeps packets without {field}',
  'advice.absentKept': 'Packets that have no {field} at all match too.',
  'advice.absentKept.label': 'only packets that have {field}',
  'advice.andOr': 'and binds closer than or. This is read as: {now}',
  'advice.andOr.label': 'or first: {other}',
  'advice.notOr': 'not belongs to the first test only. What comes after or is not negated.',
  'advice.notOr.label': 'none of them',
  'advice.unequalOr':
    'Whatever {field} is, it differs from one of the two values: this is true for every packet that has it.',
  'advice.unequalOr.label': 'neither of the two values',
  'advice.equalAnd': 'A packet has one {field}, and it cannot be two values at once: this matches nothing.',
  'advice.equalAnd.label': 'one of the two values',
  'advice.relativeNumber':
    '{field} counts from the start of the connection. {value} looks like a number as it is on the wire.',
  'advice.relativeNumber.label': 'compares {raw}, the number on the wire',
  'advice.chain': 'A chain means that each pair holds: {long}',
  'advice.chain.label': 'the same, written out',
  'advice.containsCase': 'contains tells upper from lower case: only {value} exactly as written is found.',
  'advice.containsCase.label': '{value} in upper and lower case',
  'advice.unknownWord': 'The field is never “{value}”. It is one of: {choices}',
  'advice.unknownWord.label': 'with “{value}”',
  'advice.emptyRange': 'The range {low}..{high} begins behind its end: nothing lies in it.',
  'advice.emptyRange.label': 'from {high} to {low}',
  'advice.captureFilter': 'This is a capture filter (BPF). Display filters have a language of their own.',
  'advice.captureFilter.label': 'the same as display filter',
  'advice.captureFilter.untold':
    'This is a capture filter (BPF). Display filters have a language of their own, and this one cannot be put into it.',

  'captureFilter.outermost':
    'A capture filter sees the outermost headers only: it does not look into tunnels, behind VLAN tags, into what ICMP errors quote, or past extension headers of IPv6. To it, later fragments of a TCP or UDP packet are TCP or UDP as well.',
  'captureFilter.more':
    'A capture filter cannot test {fields}. This one keeps all packets that match, and others with them.',
  'captureFilter.impossible':
    'A capture filter cannot say this: it knows nothing of {fields}, and nothing else in the filter narrows the packets down.',
  'captureFilter.everything': 'Every packet matches: no capture filter is needed.',
} as const;
