// What the trainer shares in the demo's recordings. Each function runs in the page by itself, so it holds all that it needs.

type Turning = { turnTo?: (step: number) => void };

/** The page turns to a step of its lecture. */
export function turnTo(step: number): void {
  (window as Turning).turnTo!(step);
}

/** Plain slides, 1920x1080: points that come one by one, and a drawing that grows with them. `font`: Inter, as a data address. */
export function drawSlides(font: string): void {
  const [ground, ink, quiet, accent, line] = ['#F6F7F9', '#10202B', '#52626E', '#0B7285', '#CBD3D9'];
  const text = (x: number, y: number, words: string, { size = 36, colour = quiet, anchor = 'start', weight = 450 } = {}) =>
    `<text x="${x}" y="${y}" font-size="${size}" fill="${colour}" text-anchor="${anchor}" font-weight="${weight}">${words}</text>`;
  /** From a word to the thing it names. */
  const pointer = (...points: number[]) => `<polyline points="${points.join(' ')}" fill="none" stroke="${quiet}" stroke-width="2"/>`;
  const circle = (x: number, y: number, radius: number, fill: string, stroke = 'none', width = 0) => `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}" stroke="${stroke}" stroke-width="${width}"/>`;
  const path = (d: string, width: number, stroke: string, more = '') => `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`;
  const metal = '#8796A1';
  const vessel = `<rect x="0" y="330" width="860" height="170" fill="#F3DAD7"/>${path('M0 330 H860', 5, '#C77B74')}${path('M0 500 H860', 5, '#C77B74')}`;

  /** Needle and wire in cross-section, true to each other's size: 300 px are one millimetre. */
  const section = (x: number, outer: number, inner: number, wire: number, name: string, takes: string) =>
    circle(x, 755, outer * 150, metal) + circle(x, 755, inner * 150, ground) + circle(x, 755, wire * 150, accent) + text(x, 1004, name, { anchor: 'middle', colour: ink, weight: 600 }) + text(x, 1050, takes, { anchor: 'middle', colour: accent, weight: 600 });
  const puncture =
    vessel +
    path('M40 70 L440 420', 22, metal) +
    path('M18 51 L440 420', 6, accent) +
    path('M440 420 C490 458 560 424 800 420', 6, accent) +
    text(290, 170, 'needle', { colour: ink, weight: 600 }) +
    pointer(278, 160, 182, 178) +
    text(640, 396, 'guidewire', { colour: accent, weight: 600 }) +
    text(20, 476, 'vessel');

  const wire =
    `<path d="M0 330 H690 A60 60 0 0 1 690 450 H0 Z" fill="#DCE9EC" stroke="${accent}" stroke-width="9"/>` +
    `<path d="M0 350 H330 L640 382 A8 8 0 0 1 640 398 L330 430 H0 Z" fill="${ink}"/>` +
    text(90, 230, 'core', { colour: ink, weight: 600 }) +
    pointer(120, 246, 120, 370);
  const taper = text(430, 230, 'taper', { colour: ink, weight: 600 }) + pointer(465, 246, 465, 380) + text(640, 230, 'soft tip', { colour: ink, weight: 600 }) + pointer(690, 246, 690, 372);
  const coating = text(250, 590, 'hydrophilic coating', { colour: accent, weight: 600 }) + pointer(375, 558, 375, 458);
  const edge = path('M640 800 L820 640', 26, metal) + path('M560 872 L840 622', 8, accent) + path('M700 690 l54 54 M754 690 l-54 54', 9, '#C92A2A') + text(140, 830, 'not back through metal', { colour: '#C92A2A', weight: 600 });

  const french =
    circle(200, 330, 190, '#B9C6CE') + circle(200, 330, 150, ground) + text(200, 120, '5 F sheath', { anchor: 'middle', colour: ink, weight: 600 }) + path('M50 330 H350', 4, ink, 'stroke-dasharray="2 10"') + text(200, 572, 'inside 1.67 mm', { anchor: 'middle' });
  const inside = circle(640, 330, 150, accent) + circle(640, 330, 78, ground) + text(640, 120, '5 F catheter', { anchor: 'middle', colour: accent, weight: 600 }) + path('M490 330 H790', 4, ink, 'stroke-dasharray="2 10"') + text(640, 572, 'outside 1.67 mm', { anchor: 'middle' });
  const shape = (x: number, d: string, name: string) => `<g transform="translate(${x} 660)">${path(d, 16, accent)}</g>${text(x + 60, 1040, name, { anchor: 'middle', colour: ink, weight: 600 })}`;
  const shapes = shape(0, 'M60 310 V20', 'straight') + shape(230, 'M60 310 V80 L110 24', 'angled') + shape(460, 'M60 310 V190 C60 110 130 150 124 90 C120 50 92 40 70 52', 'cobra') + shape(690, 'M40 310 V70 C40 0 140 0 140 80 V150 C140 176 112 178 104 156', 'reversed');

  const branch = `<path d="M0 640 H470 C560 640 560 560 620 470 L820 180 L960 270 L730 640 H960 V800 H0 Z" fill="#F3DAD7" stroke="#C77B74" stroke-width="5"/>`;
  const lead = path('M0 720 H430', 44, '#5A9FAC') + path('M430 720 C600 720 640 610 690 530 L836 310', 9, accent) + text(40, 606, 'the catheter follows', { colour: ink, weight: 600 }) + text(450, 250, 'the wire leads', { colour: accent, weight: 600 }) + pointer(640, 270, 764, 400);

  const slides = [
    { title: 'Needles, guidewires and catheters', points: ['The needle opens the way', 'The guidewire leads', 'The catheter follows'], drawings: [branch, lead] },
    { title: 'The needle', points: ['18 gauge takes a 0.035 inch wire', '21 gauge takes a 0.018 inch wire', 'Ultrasound shows the tip all the way'], drawings: [puncture + section(220, 1.27, 1.02, 0.89, '18 gauge', '0.035 inch'), section(640, 0.82, 0.56, 0.46, '21 gauge', '0.018 inch')] },
    { title: 'The guidewire', points: ['A stiff core gives support', 'A taper leaves the tip soft', 'A hydrophilic coating slides when wet', 'Never back through a metal needle'], drawings: [wire, taper, coating, edge] },
    { title: 'The catheter', points: ['3 French are 1 mm', 'Catheter: outside. Sheath: inside', 'The tip\'s shape fits the branch'], drawings: [french, inside, shapes] },
    { title: 'To remember', points: ['The wire goes first', 'Its tip stays in the picture', 'Resistance: stop, look, never push'], drawings: [branch + lead] },
  ];
  /** Slide and points shown at each step. */
  const steps = [[0, 0], [0, 3], [1, 1], [1, 2], [1, 3], [2, 1], [2, 2], [2, 3], [2, 4], [3, 1], [3, 2], [3, 3], [4, 2], [4, 3]];

  document.head.insertAdjacentHTML(
    'beforeend',
    `<style>
      @font-face { font-family: Inter; src: url(${font}); font-weight: 100 900 }
      body { margin: 0; width: 1920px; height: 1080px; overflow: hidden; background: ${ground}; color: ${ink}; font-family: Inter, sans-serif }
      header, footer { position: absolute; left: 112px; right: 112px; display: flex; justify-content: space-between; font-size: 26px; color: ${quiet} }
      header { top: 64px } footer { bottom: 56px; border-top: 2px solid ${line}; padding-top: 22px }
      h1 { position: absolute; left: 112px; top: 178px; width: 800px; margin: 0; font-size: 76px; line-height: 1.1; font-weight: 680; letter-spacing: -0.02em }
      ul { position: absolute; left: 112px; bottom: 190px; width: 780px; margin: 0; padding: 0; list-style: none; font-size: 40px; line-height: 1.3 }
      li { padding: 20px 0 20px 36px; border-left: 6px solid ${accent}; margin-top: 20px } li[hidden] { display: block; visibility: hidden }
      svg { position: absolute; left: 1000px; top: 150px; width: 808px; height: 790px; font-family: Inter, sans-serif }
    </style>`,
  );
  (window as Turning).turnTo = (step) => {
    const [index, shown] = steps[step]! as [number, number];
    const { title, points, drawings } = slides[index]!;
    document.body.innerHTML = `<header><span>Theory of interventional radiology</span><span>Lecture 3</span></header><h1>${title}</h1>
      <ul>${points.map((point, place) => `<li ${place < shown ? '' : 'hidden'}>${point}</li>`).join('')}</ul>
      <svg viewBox="-10 0 980 1060">${drawings.slice(0, Math.max(1, shown)).join('')}</svg>
      <footer><span>Drawings are schematic.</span><span>${index + 1} / ${slides.length}</span></footer>`;
  };
  (window as Turning).turnTo!(0);
}

/** Over the drawn angiogram: what is spoken of is named, and the contrast medium runs when a step asks for it. */
export function markAngiogram(): void {
  const canvas = document.querySelector('canvas')!;
  const accent = '#0B7285';
  const word = (x: number, y: number, words: string) =>
    `<text x="${x}" y="${y}" font-size="30" font-weight="600" fill="${accent}" stroke="#C5C7C9" stroke-width="8" paint-order="stroke" font-family="Inter, sans-serif">${words}</text>`;
  const ring = (x: number, y: number, wide: number, high: number) => `<ellipse cx="${x}" cy="${y}" rx="${wide}" ry="${high}" fill="none" stroke="${accent}" stroke-width="6"/>`;
  const bar = (x: number, y: number, length: number) => `<path d="M${x} ${y} h${length}" stroke="${accent}" stroke-width="6" stroke-linecap="round"/>`;
  const inflow = ring(430, 120, 62, 84) + word(520, 120, 'Inflow');
  const deep = word(60, 330, 'Deep femoral artery') + `<path d="M344 344 L362 356" stroke="${accent}" stroke-width="5"/>`;
  const lesion = ring(543, 701, 56, 64) + word(672, 711, 'The narrowing');
  const compared = lesion + bar(500, 600, 66) + bar(498, 806, 66) + word(672, 610, 'above') + word(672, 816, 'below');
  const runoff = word(1580, 900, '1') + word(1306, 900, '2') + word(1408, 900, '3 ends');
  const plan = (count: number) =>
    `<rect x="1010" y="84" width="330" height="220" rx="16" fill="#F6F7F9" stroke="${accent}" stroke-width="3"/>` +
    ['1  Access', '2  Crossing', '3  Treatment'].map((words, index) => `<text x="1040" y="${144 + index * 62}" font-size="34" font-weight="${index + 1 === count ? 700 : 450}" fill="${index + 1 === count ? accent : '#10202B'}" font-family="Inter, sans-serif">${words}</text>`).join('');
  const marks = ['', '', '', inflow, inflow + deep, lesion, compared, runoff, plan(0), lesion + plan(2), lesion + runoff + plan(3)];
  const [full, stepMs] = [3, 250];

  const sheet = document.createElement('div');
  sheet.style.cssText = 'position:absolute;inset:0;width:1920px;height:1080px';
  document.body.append(sheet);
  let run: ReturnType<typeof setInterval> | undefined;
  const runFrom = (from: number): void => {
    clearInterval(run);
    let time = from;
    run = setInterval(() => {
      time = Math.min(full, time + stepMs / 1000);
      canvas.dataset['hold'] = String(time);
      if (time === full) clearInterval(run);
    }, stepMs);
  };
  (window as Turning).turnTo = (step) => {
    sheet.innerHTML = `<svg viewBox="0 0 1920 1080" width="1920" height="1080">${marks[step]}</svg>`;
    if (step === 0) canvas.dataset['hold'] = String(full);
    if (step === 1) runFrom(0);
  };
  (window as Turning).turnTo!(0);
}
