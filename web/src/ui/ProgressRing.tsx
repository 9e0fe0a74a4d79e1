import type { ReactNode } from "react";
import "./ProgressRing.css";

/** From 0 to 1; what stands inside, such as a cancel button, keeps its own name. */
export function ProgressRing({ value, label, size = 32, children }: { value: number; label: string; size?: number; children?: ReactNode }) {
  const share = Math.min(1, Math.max(0, value));
  return (
    <span className="ui-ring" style={{ inlineSize: size, blockSize: size }}>
      <svg viewBox="0 0 36 36" role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(share * 100)}>
        <circle cx="18" cy="18" r="16" className="ui-ring-track" />
        <circle cx="18" cy="18" r="16" pathLength="100" strokeDasharray={`${share * 100} 100`} className="ui-ring-done" />
      </svg>
      {children}
    </span>
  );
}
