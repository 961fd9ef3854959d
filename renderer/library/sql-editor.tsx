import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import type { SQLNamespace } from '@codemirror/lang-sql';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, type Extension, Prec } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, placeholder } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import { markPlace, type Place, placeMarks } from './place-mark.ts';
import styles from './sql-editor.module.css';
import { type QueryLanguage, queryLanguage } from './sql-language.ts';

interface SqlEditorProps {
  readonly value: string;
  readonly label: string;
  readonly hint: string;
  readonly schema: SQLNamespace;
  /** Where the last query was wrong. */
  readonly wrongAt: Place | null;
  readonly onChange: (value: string) => void;
  readonly onRun: () => void;
}

const colors = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--accent-ink)', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--good)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--warn)' },
  { tag: tags.comment, color: 'var(--ink-faint)', fontStyle: 'italic' },
  { tag: [tags.standard(tags.name), tags.typeName], color: 'var(--accent-strong)' },
]);

/** What comes once the field is there, a step each: all of it at once would hold the window. */
const furnishings: readonly Extension[] = [
  [lineNumbers(), history(), drawSelection(), highlightActiveLine()],
  [bracketMatching(), closeBrackets(), autocompletion({ icons: false }), syntaxHighlighting(colors)],
];

/** About two frames: by then the page around the editor is laid out. */
const afterPaintMs = 30;

/** Where SQL is written: coloured, completed by the tables and columns there are; Ctrl or ⌘ with Enter runs it. */
export function SqlEditor({ value, label, hint, schema, wrongAt, onChange, onRun }: SqlEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView | null>(null);
  const live = useRef({ value, schema, wrongAt, onChange, onRun });
  live.current = { value, schema, wrongAt, onChange, onRun };
  const language = useRef<QueryLanguage>(null as never);
  language.current ??= queryLanguage(() => live.current.schema);

  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; what changes later is handed on below.
  useEffect(() => {
    const run = () => {
      live.current.onRun();
      return true;
    };
    const places = furnishings.map(() => new Compartment());
    const furnish = (view: EditorView, step: number) => {
      const [furnishing, compartment] = [furnishings[step], places[step]];
      if (!furnishing || !compartment) return;
      view.dispatch({ effects: compartment.reconfigure(furnishing) });
      timer = setTimeout(() => furnish(view, step + 1));
    };
    const open = (state: EditorState) => {
      const view = new EditorView({ parent: place.current as HTMLDivElement, state });
      editor.current = view;
      // It may have been written from elsewhere since.
      write(view, live.current.value);
      if (live.current.wrongAt) view.dispatch({ effects: markPlace.of(live.current.wrongAt) });
      timer = setTimeout(() => furnish(view, 0));
    };
    // When the screen was painted.
    let timer = setTimeout(() => {
      const state = EditorState.create({
        doc: live.current.value,
        extensions: [
          Prec.highest(keymap.of([{ key: 'Mod-Enter', run }])),
          ...[placeMarks, placeholder(hint), language.current.extension],
          places.map((compartment) => compartment.of([])),
          // Tab leaves the editor, as everywhere in the window.
          keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', 'data-testid': 'sql-text' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) live.current.onChange(update.state.doc.toString());
          }),
        ],
      });
      timer = setTimeout(() => open(state));
    }, afterPaintMs);
    return () => {
      clearTimeout(timer);
      editor.current?.destroy();
      editor.current = null;
    };
  }, []);

  useEffect(() => {
    if (editor.current) write(editor.current, value);
  }, [value]);
  useEffect(() => {
    editor.current?.dispatch({ effects: markPlace.of(wrongAt) });
  }, [wrongAt]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each schema is looked through once.
  useEffect(() => {
    const idle = requestIdleCallback(language.current.prepare);
    return () => cancelIdleCallback(idle);
  }, [schema]);

  return <div ref={place} className={styles.editor} data-testid="sql-editor" />;
}

/** Puts a text in place of what is written, unless it is the same. */
function write(view: EditorView, text: string): void {
  if (view.state.doc.toString() === text) return;
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: text },
    selection: { anchor: text.length },
  });
}
