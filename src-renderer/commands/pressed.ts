// What is pressed, as the declarations of the commands write it: `Ctrl+F`, `Alt+←`, `F7`.

const NAMES: Record<string, string> = { ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc', ' ': 'Space' };

/** Empty: a key with Shift alone, or with modifiers that no command has. Ctrl is ⌘ on macOS. */
export function pressed(event: KeyboardEvent, mac: boolean): string {
  const name = NAMES[event.key] ?? (event.key.length === 1 ? event.key.toUpperCase() : event.key);
  const [control, other] = mac ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  if (other) return '';
  // with AltGr, Windows tells Ctrl and Alt as well: only with Shift besides they are meant
  if (event.shiftKey) return control ? `Ctrl+${event.altKey ? 'Alt+' : ''}Shift+${name}` : '';
  // … or the letter that stands on the key: AltGr makes another character
  if (control && event.altKey) return event.code === `Key${name}` ? `Ctrl+Alt+${name}` : '';
  if (control) return `Ctrl+${name}`;
  return event.altKey ? `Alt+${name}` : name;
}
