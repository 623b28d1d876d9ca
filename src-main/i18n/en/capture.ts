// Live capture: what can go wrong, what the capture check finds, presets. ICU MessageFormat.
export const capture = {
  'capture.problem.usage': 'The capture helper did not understand its arguments: {detail}. Please report this.',
  'capture.problem.no-permission':
    'Capturing on {device} requires a permission that this program does not have. {fix, select, setcap {Grant it to the capture helper once: {command}} install {Install the capture helper on this system with {command}, which asks for an administrator’s password, then log in again.} bpf {Allow reading the capture devices: {command}} npcap {Install Npcap, or reinstall it without restricting access to administrators.} other {Start Synscope as an administrator.}}',
  'capture.problem.no-such-device': 'Adapter {device} no longer exists. Refresh the adapter list and choose again.',
  'capture.problem.not-listed':
    'An adapter that was chosen is not in the list of adapters. Refresh the list and choose again.',
  'capture.problem.device-busy':
    'Another program is using adapter {device} exclusively ({detail}). Close that program and try again.',
  'capture.problem.device-down':
    'Adapter {device} is down, so no packets can arrive. Bring it up and start again. What was captured so far has been kept.',
  'capture.problem.device-gone':
    'Adapter {device} was removed and the capture stopped. What was captured until then has been kept.',
  'capture.problem.device': 'Cannot read from adapter {device}: {detail}.',
  'capture.problem.no-memory':
    'There is not enough memory for a capture buffer of this size ({detail}). Choose a smaller kernel buffer.',
  'capture.problem.filter': 'The capture filter is invalid: {detail}.',
  'capture.problem.link-type': 'Adapter {device} does not support this link type ({detail}). Choose another one.',
  'capture.problem.privileges':
    'The capture helper could not drop its privileges ({detail}), so it did not start. Please report this.',
  'capture.problem.output-exists':
    'The file {file} already exists, and a capture never overwrites a file. Choose another name.',
  'capture.problem.output-unwritable':
    'The capture file cannot be written here ({detail}). Choose a folder that you can write to.',
  'capture.problem.disk-full':
    'The disk is full and the capture stopped. Everything written until then has been kept. Free some space or choose another disk.',
  'capture.problem.file-too-big':
    'The file reached the maximum size that this system allows and the capture stopped. What was written has been kept. Capture to multiple files instead.',
  'capture.problem.write': 'Writing the capture file failed: {detail}. What was written until then has been kept.',
  'capture.problem.internal': 'The capture helper failed: {detail}. Please report this.',
  'capture.problem.no-helper':
    'The capture helper is missing ({file}). {fix, select, build {Build it: {command}} install {Install it: {command}} other {Reinstall Synscope.}}',
  'capture.problem.helper-not-executable':
    'You are not allowed to run the capture helper. {fix, select, group {Its group is: add yourself with {command}, then log in again.} other {Allow it: {command}}}',
  'capture.problem.no-libpcap':
    'The libpcap library is missing, so nothing can be captured. {fix, select, known {Install it: {command}} other {Install it with your system’s package manager.}}',
  'capture.problem.helper-version':
    'The capture helper belongs to a different version of Synscope. {fix, select, build {Rebuild it: {command}} install {Install the one of this version: {command}} other {Reinstall Synscope.}}',
  'capture.problem.helper-died':
    'The capture helper stopped unexpectedly ({detail}). What was captured until then has been kept. Start again.',
  'capture.problem.helper-silent': 'The capture helper did not respond in time and was stopped. Try again.',
  'capture.problem.helper-garbled': 'The capture helper sent an invalid message ({detail}) and was stopped.',
  'capture.problem.no-cap':
    'The “cap” package cannot be loaded ({detail}), so this capture method is not available on this system.',
  'capture.problem.unsupported': 'This capture method does not support: {what}.',
  'capture.problem.low-space':
    'Only {what} of disk space is left for captures ({file}). Free some space first so that the capture is not cut short.',
  'capture.problem.folder': 'The capture folder cannot be used ({detail}). Make {file} a folder that you can write to.',
  'capture.problem.nothing-chosen': 'Select an adapter to capture on first.',
  'capture.problem.still-running': 'The capture is still running. Stop it first, then save it.',
  'capture.problem.save-failed': 'The capture could not be saved as {file} ({detail}). Choose another location.',
  'capture.problem.save-disk-full':
    'There is not enough disk space to save {file}. Choose another disk. Nothing has been lost.',
  'capture.problem.save-link-types':
    'The capture contains packets with different link types, which a pcap file cannot hold. Save it as pcapng.',
  'capture.problem.nothing-left': 'Nothing is left of this capture: its files are gone or contain no packets.',
  'capture.problem.driver-gone': 'The capture process stopped ({detail}). What was captured until then has been kept.',

  'capture.limit.arrivalTime':
    'Timestamps show when a packet reached this program, not the kernel: expect errors of some tenths of a millisecond or more.',
  'capture.limit.noOriginalLength': 'The original length of truncated packets is unknown.',
  'capture.limit.noDrops': 'Dropped packets are not counted.',
  'capture.limit.promiscuous': 'Promiscuous mode is always on.',
  'capture.limit.noFiles': 'Only one file can be written, not a ring of files.',
  'capture.limit.noFilterCheck': 'The capture filter is only checked when the capture starts.',
  'capture.limit.diesWithAdapter': 'If an adapter is removed, the whole capture stops.',

  'capture.check.title': 'Capture check',
  'capture.check.helper.ok': 'Capture helper {version} is ready: {file}',
  'capture.check.libpcap.ok': '{version}',
  'capture.check.permission.ok': 'Adapters can be opened.',
  'capture.check.permission.root':
    'Adapters can be opened because this program runs as root. That is not necessary: granting the permission to the capture helper is enough.',
  'capture.check.permission.none':
    'No adapter can be opened because the capture helper lacks permission. Grant it: {command}',
  'capture.check.permission.noAdapter': 'No adapter is up, so the permission could not be tested.',
  'capture.check.adapters.ok':
    '{count, plural, one {# adapter} other {# adapters}} found, {up, plural, =0 {none} other {#}} up: {names}',
  'capture.check.adapters.none': 'No adapters found.',
  'capture.check.loopback.ok':
    'A test capture on {device} saw {frames, plural, one {the # packet} other {all # packets}} sent to it.',
  'capture.check.loopback.open':
    'A test capture on {device} saw {frames, plural, one {the # packet} other {all # packets}} sent to it. This kernel has no filter of system calls (seccomp), so the capture helper runs without one.',
  'capture.check.loopback.missed':
    'A test capture on {device} saw only {seen} of the {sent} packets sent to it. A firewall on this system may be blocking them.',
  'capture.check.loopback.none': 'There is no loopback adapter for a test capture.',
  'capture.check.cap.ok': 'The “cap” package can be used instead of the helper, but its captures are less precise.',
  'capture.check.skipped': 'Skipped because an earlier check failed.',

  'capture.preset.tcpEvents': 'Handshakes, teardowns and resets only',
  'capture.preset.thisHost': 'This computer only',
  'capture.preset.https': 'HTTPS',
  'capture.preset.dnsAndHttps': 'DNS and HTTPS',
  'capture.preset.noSsh': 'Everything except SSH',

  'capture.recovered.whole': 'The interrupted capture is complete: {frames, plural, one {# packet} other {# packets}}.',
  'capture.recovered.cut':
    'The interrupted capture was recovered: {frames, plural, one {# packet} other {# packets}}. {bytes, plural, one {# byte} other {# bytes}} of a packet that was still being written {bytes, plural, one {was} other {were}} removed.',
} as const;
