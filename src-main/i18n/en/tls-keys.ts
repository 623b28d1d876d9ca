// The window of TLS keys: which connections are opened and why others are not, and how to get a key log. The Simplified Chinese ones stand in
// ../zh-cn/tls-keys.ts. ICU MessageFormat. Names of programs, variables and options are the same in every language.
export const tlsKeys = {
  'menu.keyDoctor': 'TLS Keys of the Connections',
  'menu.keyGuide': 'How to Get a TLS Key Log',
  'tlsKeys.title': 'TLS keys',
  'tlsKeys.open': 'Keys…',
  'tlsKeys.openWhy': 'Which connections there are keys for, and how to get keys',
  'tlsKeys.tab': 'What is shown',
  'tlsKeys.tab.connections': 'Connections',
  'tlsKeys.tab.guide': 'How to get a key log',
  'tlsKeys.choose': 'Choose a key log…',

  'tlsKeys.summary':
    '{total, plural, =0 {No TLS connection was found.} one {{opened, plural, =0 {The TLS connection is not decrypted.} other {The TLS connection is decrypted.}}} other {{opened, number} of {total, number} TLS connections {opened, plural, one {is} other {are}} decrypted.}}',
  'tlsKeys.secrets':
    '{secrets, plural, =0 {No secret was read yet: choose a key log, or drop one on the window.} one {# secret was read from {lines, plural, one {# line} other {# lines}} of key logs.} other {# secrets were read from {lines, plural, one {# line} other {# lines}} of key logs.}}',
  'tlsKeys.wrongLines':
    '{count, plural, one {# line} other {# lines}} of the key log could not be read, the first is line {line}.',
  'tlsKeys.searching': 'Looking for TLS handshakes …',
  'tlsKeys.none': 'No TLS handshake was found in this capture.',
  'tlsKeys.filter': 'Connections that are shown',
  'tlsKeys.all': 'All',

  'tlsKeys.column.stream': 'Stream',
  'tlsKeys.column.state': 'Keys',
  'tlsKeys.column.client': 'Client',
  'tlsKeys.column.server': 'Server',
  'tlsKeys.column.serverName': 'Server name',
  'tlsKeys.column.version': 'Version',
  'tlsKeys.column.opened': 'Decrypted records',
  'tlsKeys.column.closed': 'Closed records',
  'tlsKeys.column.random': 'Client random',
  'tlsKeys.goTo': 'Go to packet {frame}',
  'tlsKeys.copyRandom': 'Copy client random',

  'tlsKeys.state.opened': 'Decrypted',
  'tlsKeys.state.noLog': 'No key log',
  'tlsKeys.state.noLine': 'No line in the log',
  'tlsKeys.state.before': 'Before the log began',
  'tlsKeys.state.resumed': 'Resumed session',
  'tlsKeys.state.ended': 'Broken off',
  'tlsKeys.state.late': 'Handshake missing',
  'tlsKeys.state.cipher': 'Not supported',
  'tlsKeys.state.wrong': 'Keys do not fit',
  'tlsKeys.state.many': 'Too many at once',
  'tlsKeys.state.idle': 'Nothing to decrypt',
  'tlsKeys.state.waiting': 'Not looked at yet',

  'tlsKeys.why.opened': 'There are keys, and its records are decrypted.',
  'tlsKeys.why.noLog': 'No secret was read yet. Choose the key log of the program that made the connection.',
  'tlsKeys.why.noLine':
    'The key log has no line for the random value of its Client Hello. Another program made the connection, or the program did not write this log. The button beside copies the value to look for.',
  'tlsKeys.why.before':
    'The key log has no line for it, and it began before every connection that has one: probably the program was told to write the log only later, or was not restarted for it.',
  'tlsKeys.why.resumed':
    'It resumes an earlier session, and the key log has a line neither for this connection nor for that session. Capture and log the first connection, too.',
  'tlsKeys.why.ended': 'Its handshake was broken off before there were keys in use. There is nothing to decrypt.',
  'tlsKeys.why.late':
    'Its handshake is not in the capture, so nobody can tell which keys are its. Start the capture before the program connects.',
  'tlsKeys.why.cipher': 'Its TLS version, cipher suite or compression cannot be decrypted here.',
  'tlsKeys.why.wrong':
    'The key log has keys for it, and its records do not open with them: packets are missing in the capture, or the log belongs to something else.',
  'tlsKeys.why.many': 'Too many connections were open at the same time to follow them all.',
  'tlsKeys.why.idle': 'There are keys for it, and no protected record was captured.',
  'tlsKeys.why.waiting': 'The capture is still being looked through.',

  'tlsKeys.guide.intro':
    'A key log is a text file that a program writes the keys of its TLS connections to. Have it written while you capture, then choose it here; it is read on while it grows. Whoever has it can read these connections: delete it when you are done.',
  'tlsKeys.guide.system': 'System',
  'tlsKeys.guide.linux': 'Linux',
  'tlsKeys.guide.darwin': 'macOS',
  'tlsKeys.guide.win32': 'Windows (PowerShell)',
  'tlsKeys.guide.firefox': 'Close all windows of Firefox first: one that runs already does not see the variable.',
  'tlsKeys.guide.chromium':
    'A profile of its own makes it a new process: one that runs already would ignore the option.',
  'tlsKeys.guide.curl': 'curl writes the log where it was built with OpenSSL, GnuTLS or wolfSSL, as on most systems.',
  'tlsKeys.guide.curl.darwin': 'The curl of macOS may not write one; that of Homebrew does.',
  'tlsKeys.guide.curl.win32':
    'The curl of Windows uses Schannel, which writes no key log: take one that was built with OpenSSL (curl.se).',
  'tlsKeys.guide.node': 'Or set NODE_OPTIONS to this option where the program is started by another one.',
  'tlsKeys.guide.python':
    'For contexts of ssl.create_default_context(), since Python 3.8; others take the file in their attribute keylog_filename.',
  'tlsKeys.guide.java':
    'Java has no switch for it: an agent does it, for example extract-tls-secrets, which is a file to download.',
  'tlsKeys.guide.go': 'Go has no switch for it: a line in the program does it.',
} as const;
