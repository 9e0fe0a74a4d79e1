interface NoteProps { title: string; words: string; act?: string; onAct?: () => void }

/** What is said where there is nothing to show. */
export const Note = ({ title, words, act, onAct }: NoteProps) => (
  <div className="note" role="status">
    <h3>{title}</h3>
    <p>{words}</p>
    {act && <button type="button" className="button" data-first onClick={onAct}>{act}</button>}
  </div>
);
