// The frame of the home page's live stage: picture, what just happened, and three controls.

import type { ReactNode } from "react";

export interface HeroFrameProps {
  stage: ReactNode;
  /** Step number and sentence. */
  step: number;
  sentence: string;
  controls: ReactNode;
}

export function HeroFrame({ stage, step, sentence, controls }: HeroFrameProps) {
  return (
    <section className="hero-frame" aria-label="A small table, running">
      <div className="hero-stage">{stage}</div>
      <p className="hero-narration" role="status">
        <b>{step}</b>
        {sentence}
      </p>
      <div className="hero-controls">{controls}</div>
    </section>
  );
}
