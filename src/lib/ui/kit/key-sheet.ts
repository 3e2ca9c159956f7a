/** The keys as the key sheet shows them. */
export const KEY_SHEET: readonly { readonly keys: string; readonly does: string }[] = [
  { keys: 'PageDown, →, Space, N', does: 'Next step' },
  { keys: 'PageUp, ←, P', does: 'Back one step' },
  { keys: 'Shift+→', does: 'On to the end of the phase' },
  { keys: 'Home, End', does: 'First step, last step' },
  { keys: 'G', does: 'Go to a step by its number' },
  { keys: 'R', does: 'Restart the scenario (can be undone)' },
  { keys: 'C', does: 'Compare two steps' },
  {
    keys: 'V',
    does: 'The diagram or another view in place of the stage, and back; with two systems, the table',
  },
  { keys: 'L', does: 'Lecture: large, for the back row; and back' },
  { keys: 'F', does: 'Full screen' },
  { keys: 'B or .', does: 'Blank the screen; any key shows it again' },
  { keys: '+, −, 0, ↑, ↓', does: 'With the focus in the diagram: zoom, and choose a message' },
  { keys: 'O', does: 'In a lesson: its map, to see where you are and to go elsewhere' },
  { keys: '1 to 6', does: 'In a lesson: answer a question' },
  { keys: 'S', does: 'In a lesson: the window for the speaker' },
  { keys: 'D, X', does: 'In a lesson: hold D for a laser pointer; X lights the node under the mouse' },
  { keys: '?', does: 'This list' },
  { keys: 'Esc', does: 'Close what is open' },
];
