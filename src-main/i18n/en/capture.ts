// Live capture: what can go wrong, what the capture check finds, presets. ICU MessageFormat.
export const capture = {
  'capture.problem.usage': 'The capture helper does not understand what it was asked: {detail}. Please report this.',
  'capture.problem.no-permission':
    'Capturing on {device} needs a permission that this program does not have. {fix, select, setcap {Give it to the capture helper once: {command}} bpf {Allow the capture devices to be read: {command}} npcap {Install Npcap, or install it again with access not limited to administrators.} other {Start it as an administrator.}}',
  'capture.problem.no-such-device':
    'There is no adapter {device} any more. Refresh the list of adapters and choose again.',
  'capture.problem.not-listed':
    'An adapter that was chosen is not in the list of adapters. Refresh the list and choose again.',
  'capture.problem.device-busy':
    'Another program keeps the adapter {device} to itself ({detail}). Close that program, then try again.',
  'capture.problem.device-down':
    'The adapter {device} is down: nothing can arrive there. Bring it up, then start again. What was captured is kept.',
  'capture.problem.device-gone':
    'The adapter {device} was removed. The capture ended there; what was captured until then is kept.',
  'capture.problem.device': 'The adapter {device} cannot be read: {detail}.',
  'capture.problem.no-memory':
    'The system has no room for a capture buffer of this size ({detail}). Choose a smaller kernel buffer.',
  'capture.problem.filter': 'The capture filter is not valid: {detail}.',
  'capture.problem.link-type': 'The adapter {device} does not offer this link type ({detail}). Choose another one.',
  'capture.problem.privileges':
    'The capture helper could not give up its privileges ({detail}), so it did not start. Please report this.',
  'capture.problem.output-exists':
    'The file {file} exists already, and a capture never overwrites one. Choose another name.',
  'capture.problem.output-unwritable':
    'No capture file can be written in this place ({detail}). Choose a folder that you may write to.',
  'capture.problem.disk-full':
    'The disk is full. The capture ended; everything written until then is kept. Make room or choose another disk.',
  'capture.problem.file-too-big':
    'The file reached the largest size that this system allows. The capture ended; what was written is kept. Capture into several files instead.',
  'capture.problem.write': 'The capture file could not be written further: {detail}. What was written is kept.',
  'capture.problem.internal': 'The capture helper failed: {detail}. Please report this.',
  'capture.problem.no-helper':
    'The capture helper is missing ({file}). {fix, select, build {Build it: {command}} other {Install Synscope again.}}',
  'capture.problem.helper-not-executable':
    'The capture helper may not be started by this user. {fix, select, group {Its group may: add yourself with {command}, then log in again.} other {Allow it: {command}}}',
  'capture.problem.no-libpcap':
    'The library libpcap is missing, so nothing can be captured. {fix, select, known {Install it: {command}} other {Install it with the package manager of this system.}}',
  'capture.problem.helper-version':
    'The capture helper belongs to another version of Synscope. {fix, select, build {Build it again: {command}} other {Install Synscope again.}}',
  'capture.problem.helper-died':
    'The capture helper ended unexpectedly ({detail}). What was captured until then is kept; start again.',
  'capture.problem.helper-silent': 'The capture helper did not answer in time and was stopped. Try again.',
  'capture.problem.helper-garbled': 'The capture helper said something that makes no sense ({detail}) and was stopped.',
  'capture.problem.no-cap':
    'The package "cap" cannot be loaded ({detail}), so this way of capturing is not there on this system.',
  'capture.problem.unsupported': 'This way of capturing cannot do that: {what}.',
  'capture.problem.low-space':
    'Only {what} are free where captures are kept ({file}). Make room first, so that the capture does not break off.',
  'capture.problem.folder': 'The folder for captures cannot be used ({detail}). Make {file} a folder you may write to.',
  'capture.problem.nothing-chosen': 'Choose an adapter to capture on first.',
  'capture.problem.still-running': 'The capture is still running. Stop it first, then save it.',
  'capture.problem.save-failed': 'The capture could not be saved as {file} ({detail}). Choose another place.',
  'capture.problem.save-disk-full':
    'There is no room for the capture in {file}. Choose another disk. Nothing is lost yet.',
  'capture.problem.save-link-types':
    'The capture holds packets of several kinds of links, which one pcap file cannot hold. Save it as pcapng.',
  'capture.problem.nothing-left': 'Nothing of that capture is left: its files are gone or hold no packet.',
  'capture.problem.driver-gone':
    'The process that captured has ended ({detail}). What was captured until then is kept.',

  'capture.limit.arrivalTime':
    'Time stamps are when a packet reached this program, not the kernel: expect tenths of a millisecond and more.',
  'capture.limit.noOriginalLength': 'The length on the wire is not known for packets that were cut off.',
  'capture.limit.noDrops': 'Dropped packets are not counted.',
  'capture.limit.promiscuous': 'Promiscuous mode is always on.',
  'capture.limit.noFiles': 'One file only: no ring of files.',
  'capture.limit.noFilterCheck': 'A capture filter is checked only when the capture starts.',
  'capture.limit.diesWithAdapter': 'An adapter that is removed while capturing ends the whole capture.',

  'capture.check.title': 'Capture check',
  'capture.check.helper.ok': 'The capture helper {version} is there: {file}',
  'capture.check.libpcap.ok': '{version}',
  'capture.check.permission.ok': 'Adapters can be opened.',
  'capture.check.permission.root':
    'Adapters can be opened, because this program runs as root. That is not needed: the helper alone can have the permission.',
  'capture.check.permission.none':
    'No adapter can be opened: the capture helper lacks the permission. Give it: {command}',
  'capture.check.permission.noAdapter': 'No adapter is up, so the permission could not be tried.',
  'capture.check.adapters.ok':
    '{count, plural, one {# adapter is} other {# adapters are}} visible, {up, plural, =0 {none of them} other {# of them}} up: {names}',
  'capture.check.adapters.none': 'No network adapter is visible.',
  'capture.check.loopback.ok':
    'A test capture on {device} saw {frames, plural, one {the # packet} other {all # packets}} sent to it.',
  'capture.check.loopback.missed':
    'A test capture on {device} saw {seen} of {sent} packets sent to it. A packet filter of this system may swallow them.',
  'capture.check.loopback.none': 'There is no loopback adapter to try a capture on.',
  'capture.check.cap.ok': 'The package "cap" can be used instead of the helper; its captures are less precise.',
  'capture.check.skipped': 'Not tried, because something before it failed.',

  'capture.preset.tcpEvents': 'Handshakes, teardowns and resets only',
  'capture.preset.thisHost': 'This computer only',
  'capture.preset.https': 'HTTPS',
  'capture.preset.dnsAndHttps': 'DNS and HTTPS',
  'capture.preset.noSsh': 'Everything but SSH',

  'capture.recovered.whole':
    'The capture that was running is complete: {frames, plural, one {# packet} other {# packets}}.',
  'capture.recovered.cut':
    'The capture that was running is kept: {frames, plural, one {# packet} other {# packets}}. {bytes, plural, one {# byte} other {# bytes}} of a packet that was being written at that moment {bytes, plural, one {was} other {were}} removed.',
} as const;
