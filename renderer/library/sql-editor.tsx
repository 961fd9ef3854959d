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
import { queryLanguage } from './sql-language.ts';

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

/** What colours, completes and pairs what is written. */
const helpers = (schema: () => SQLNamespace): Extension => [
  ...[bracketMatching(), closeBrackets(), autocompletion({ icons: false }), syntaxHighlighting(colors)],
  queryLanguage(schema),
];

/** About two frames: by then the page around the editor is laid out. */
const afterPaintMs = 30;

/** Where SQL is written: coloured, completed by the tables and columns there are; Ctrl or ⌘ with Enter runs it. */
export function SqlEditor({ value, label, hint, schema, wrongAt, onChange, onRun }: SqlEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView | null>(null);
  const live = useRef({ value, schema, wrongAt, onChange, onRun });
  live.current = { value, schema, wrongAt, onChange, onRun };

  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; what changes later is handed on below.
  useEffect(() => {
    const helps = new Compartment();
    const run = () => {
      live.current.onRun();
      return true;
    };
    // When the screen was painted, and in two steps: neither holds the window.
    let timer = setTimeout(() => {
      const view = new EditorView({
        parent: place.current as HTMLDivElement,
        state: EditorState.create({
          doc: live.current.value,
          extensions: [
            Prec.highest(keymap.of([{ key: 'Mod-Enter', run }])),
            ...[lineNumbers(), history(), drawSelection(), highlightActiveLine(), placeMarks, placeholder(hint)],
            helps.of([]),
            // Tab leaves the editor, as everywhere in the window.
            keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap]),
            EditorView.lineWrapping,
            EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', 'data-testid': 'sql-text' }),
            EditorView.updateListener.of((update) => {
              if (update.docChanged) live.current.onChange(update.state.doc.toString());
            }),
          ],
        }),
      });
      editor.current = view;
      if (live.current.wrongAt) view.dispatch({ effects: markPlace.of(live.current.wrongAt) });
      timer = setTimeout(() => view.dispatch({ effects: helps.reconfigure(helpers(() => live.current.schema)) }));
    }, afterPaintMs);
    return () => {
      clearTimeout(timer);
      editor.current?.destroy();
      editor.current = null;
    };
  }, []);

  useEffect(() => {
    const view = editor.current;
    if (!view || view.state.doc.toString() === value) return;
    view.dispatch({
      changes: { from: 0, to: view.state.doc.length, insert: value },
      selection: { anchor: value.length },
    });
  }, [value]);
  useEffect(() => {
    editor.current?.dispatch({ effects: markPlace.of(wrongAt) });
  }, [wrongAt]);

  return <div ref={place} className={styles.editor} data-testid="sql-editor" />;
}
