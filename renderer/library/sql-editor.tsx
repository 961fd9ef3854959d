import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { type SQLNamespace, sql } from '@codemirror/lang-sql';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, Prec } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, placeholder } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import { markPlace, type Place, placeMarks } from './place-mark.ts';
import styles from './sql-editor.module.css';
import { duckDialect } from './sql-names.ts';

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

const language = (schema: SQLNamespace) => sql({ dialect: duckDialect, schema, upperCaseKeywords: true });

/** Where SQL is written: coloured, completed by the tables and columns there are; Ctrl or ⌘ with Enter runs it. */
export function SqlEditor({ value, label, hint, schema, wrongAt, onChange, onRun }: SqlEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView | null>(null);
  const languages = useRef(new Compartment());
  const handlers = useRef({ onChange, onRun });
  handlers.current = { onChange, onRun };

  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; what changes later is handed on below.
  useEffect(() => {
    const run = () => {
      handlers.current.onRun();
      return true;
    };
    const view = new EditorView({
      parent: place.current as HTMLDivElement,
      state: EditorState.create({
        doc: value,
        extensions: [
          Prec.highest(keymap.of([{ key: 'Mod-Enter', run }])),
          ...[lineNumbers(), history(), drawSelection(), bracketMatching(), closeBrackets(), highlightActiveLine()],
          ...[autocompletion({ icons: false }), syntaxHighlighting(colors), placeMarks, placeholder(hint)],
          languages.current.of(language(schema)),
          // Tab leaves the editor, as everywhere in the window.
          keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', 'data-testid': 'sql-text' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) handlers.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    editor.current = view;
    return () => view.destroy();
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
    editor.current?.dispatch({ effects: languages.current.reconfigure(language(schema)) });
  }, [schema]);
  useEffect(() => {
    editor.current?.dispatch({ effects: markPlace.of(wrongAt) });
  }, [wrongAt]);

  return <div ref={place} className={styles.editor} data-testid="sql-editor" />;
}
