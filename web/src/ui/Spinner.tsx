/** Stands inside a button that is at work; a page that loads shows skeletons instead. */
export const Spinner = () => <span className="ui-spinner" aria-hidden="true" />;
