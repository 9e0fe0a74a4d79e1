import type { ComponentProps } from "react";
import "./VisuallyHidden.css";

/** Words for those who listen. */
export const VisuallyHidden = (props: ComponentProps<"span">) => <span {...props} className="ui-visually-hidden" />;
