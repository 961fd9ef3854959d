import { type EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';

/** Line and column from 1; null takes the mark away. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Marks the word at a place as wrong, until the text is changed. */
export const markPlace = StateEffect.define<Place | null>();

const wrong = Decoration.mark({ class: 'cm-wrong' });

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = transaction.docChanged ? Decoration.none : marks;
    for (const effect of transaction.effects) {
      if (effect.is(markPlace)) next = effect.value ? marksAt(transaction.state, effect.value) : Decoration.none;
    }
    return next;
  },
  provide: (self) => EditorView.decorations.from(self),
});

function marksAt({ doc }: EditorState, { line, column }: Place): DecorationSet {
  const found = doc.line(Math.max(1, Math.min(doc.lines, line)));
  // Columns count whole signs, the editor counts halves of some.
  const before = [...found.text].slice(0, column - 1).join('').length;
  const rest = found.text.slice(before);
  const length = /^("[^"]*"?|[\p{L}\p{N}_]+|\S)/u.exec(rest)?.[0].length ?? 0;
  if (length === 0) return found.length > 0 ? Decoration.set([wrong.range(found.from, found.to)]) : Decoration.none;
  return Decoration.set([wrong.range(found.from + before, found.from + before + length)]);
}

export const placeMarks: Extension = field;
