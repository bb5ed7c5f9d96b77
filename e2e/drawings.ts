/** How somebody looks in a drawn camera picture. */
export type Looks = { skin: string; hair: string; coat: string; wall: string; longHair: boolean; glasses: boolean };

/**
 * Runs in the page: draws the screen of an angiography room into the body, a leg in two pictures with contrast medium
 * on its way from the groin to the foot. All lines are made up; there is no patient behind them. `data-time` of the
 * canvas tells how far the contrast has come: from 2.2 on it is everywhere. `held`: nothing moves but by `data-hold`, which
 * says how far it is to come, and there is no grain.
 */
export function drawAngiogram(held: boolean | void): void {
  type Point = { x: number; y: number };
  /** `at` is how far from the catheter the vessel begins, in lengths of the picture; `widths` taper along it. */
  type Vessel = { points: Point[]; widths: [number, number]; at: number; narrow?: { from: number; to: number; left: number } };
  const [width, height, side] = [1920, 1080, 930];
  document.body.style.cssText = 'margin:0;background:#05080b;overflow:hidden';
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  document.body.replaceChildren(canvas);
  const context = canvas.getContext('2d')!;

  const path = (...numbers: number[]): Point[] => numbers.flatMap((x, i) => (i % 2 === 0 ? [{ x, y: numbers[i + 1]! }] : []));
  const thigh: Vessel[] = [
    { points: path(392, -20, 400, 90, 420, 190), widths: [31, 28], at: 0 },
    { points: path(420, 190, 450, 330, 486, 470, 512, 600, 520, 720, 500, 860, 486, 980, 480, 1100), widths: [22, 19], at: 0.2, narrow: { from: 0.5, to: 0.59, left: 0.2 } },
    { points: path(420, 190, 388, 290, 340, 400, 318, 540, 330, 660), widths: [19, 7], at: 0.2 },
    { points: path(392, 280, 330, 300, 262, 352, 226, 430), widths: [10, 4], at: 0.3 },
    { points: path(392, 282, 452, 250, 560, 262, 640, 330), widths: [9, 3], at: 0.3 },
    { points: path(340, 400, 270, 470, 240, 580, 252, 690), widths: [8, 3], at: 0.42 },
    { points: path(322, 500, 392, 560, 420, 640, 410, 720), widths: [7, 3], at: 0.52 },
    { points: path(495, 500, 560, 520, 606, 590, 602, 680, 560, 740, 518, 780), widths: [7, 6], at: 0.56 },
    { points: path(330, 660, 380, 740, 440, 780, 505, 815), widths: [6, 5], at: 0.72 },
    { points: path(505, 840, 570, 850, 640, 910), widths: [7, 3], at: 1.0 },
    { points: path(495, 900, 420, 920, 356, 980), widths: [7, 3], at: 1.05 },
  ];
  const calf: Vessel[] = [
    { points: path(470, -20, 476, 110, 462, 230, 452, 330), widths: [19, 16], at: 1.1 },
    { points: path(474, 90, 560, 96, 630, 150), widths: [7, 3], at: 1.15 },
    { points: path(472, 120, 396, 128, 322, 186), widths: [7, 3], at: 1.18 },
    { points: path(452, 330, 520, 372, 560, 470, 572, 640, 566, 820, 586, 1100), widths: [10, 6], at: 1.4 },
    { points: path(452, 330, 440, 400, 434, 440), widths: [13, 11], at: 1.4 },
    { points: path(434, 440, 404, 560, 388, 720, 380, 900, 384, 1100), widths: [10, 7], at: 1.5 },
    { points: path(434, 440, 456, 580, 470, 720, 466, 860), widths: [9, 3], at: 1.5, narrow: { from: 0.45, to: 0.52, left: 0.5 } },
    { points: path(572, 640, 630, 700, 660, 800), widths: [4, 2], at: 1.75 },
    { points: path(388, 720, 320, 770, 292, 850), widths: [4, 2], at: 1.8 },
  ];

  /** A smooth line through the points, as short steps. */
  const trace = (points: Point[]): Point[] =>
    points.slice(1).flatMap((to, i) => {
      const [before, from, after] = [points[Math.max(0, i - 1)]!, points[i]!, points[Math.min(points.length - 1, i + 2)]!];
      return Array.from({ length: 24 }, (_, step) => {
        const t = step / 24;
        const mix = (a: number, b: number, c: number, d: number) => 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
        return { x: mix(before.x, from.x, to.x, after.x), y: mix(before.y, from.y, to.y, after.y) };
      });
    });
  const traced = (vessels: Vessel[]) => vessels.map((vessel) => ({ ...vessel, line: trace(vessel.points) }));
  const pictures = [traced(thigh), traced(calf)];

  const noise = Object.assign(document.createElement('canvas'), { width: 256, height: 256 });
  const grain = noise.getContext('2d')!;
  const pixels = grain.createImageData(256, 256);
  for (let i = 0; i < pixels.data.length; i += 4) pixels.data.set([0, 0, 0, Math.random() * 22], i);
  grain.putImageData(pixels, 0, 0);

  /** How much contrast medium is there, 0 to 1, at a time and a distance: it comes quickly and goes slowly. */
  const contrast = (time: number, distance: number): number => {
    const since = time - distance;
    return since < 0 ? 0 : Math.min(1, since * 5) * Math.min(1, Math.max(0.5, 1.8 - since * 0.4));
  };

  const drawVessels = (to: CanvasRenderingContext2D, vessels: ReturnType<typeof traced>, time: number) => {
    to.lineCap = 'round';
    to.globalCompositeOperation = 'darken';
    for (const { line, widths, at, narrow } of vessels) {
      line.slice(1).forEach((end, i) => {
        const along = i / line.length;
        const start = line[i]!;
        const squeeze = narrow && along > narrow.from && along < narrow.to ? narrow.left + (1 - narrow.left) * Math.pow(Math.abs((2 * (along - narrow.from)) / (narrow.to - narrow.from) - 1), 2) : 1;
        const shade = Math.round(197 - 165 * contrast(time, at + (along * line.length) / 190));
        to.strokeStyle = `rgb(${shade},${shade + 2},${shade + 4})`;
        to.lineWidth = (widths[0] + (widths[1] - widths[0]) * along) * squeeze;
        to.beginPath();
        to.moveTo(start.x, start.y);
        to.lineTo(end.x, end.y);
        to.stroke();
      });
    }
    to.globalCompositeOperation = 'source-over';
  };

  const words = [
    ['Left thigh', 'Narrowing 78 %'],
    ['Knee and calf', 'Two vessels run off'],
  ];
  const sheet = Object.assign(document.createElement('canvas'), { width: side, height });
  const draw = (picture: number, left: number, time: number) => {
    const to = sheet.getContext('2d')!;
    to.filter = 'none';
    to.fillStyle = 'rgb(197,199,201)';
    to.fillRect(0, 0, side, height);
    drawVessels(to, pictures[picture]!, time);
    context.save();
    context.beginPath();
    context.roundRect(left, 24, side, height - 48, 70);
    context.clip();
    context.filter = 'blur(1.4px)';
    context.drawImage(sheet, left, 0);
    context.filter = 'none';
    if (!held) {
      context.fillStyle = context.createPattern(noise, 'repeat')!;
      context.fillRect(left, 0, side, height);
    }
    context.restore();
    context.font = '600 30px sans-serif';
    context.fillStyle = '#0b1116';
    words[picture]!.forEach((line, i) => context.fillText(line, left + 48, height - 112 + i * 44));
  };

  let shown = Number.NaN;
  const frame = (now: number) => {
    const count = Math.floor(now / 166);
    const time = held ? Number(canvas.dataset['hold'] ?? -1) : 0.3 + ((count / 9) % 4);
    const state = held ? time : count;
    if (state !== shown) {
      shown = state;
      canvas.dataset['time'] = String(time);
      context.fillStyle = '#05080b';
      context.fillRect(0, 0, width, height);
      draw(0, 20, time);
      draw(1, 970, time);
    }
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

/** Runs in the page before its own scripts: whoever asks for the camera is given a drawn person, who nods a little. */
export function drawCamera(looks: Looks): void {
  const [width, height] = [640, 360];
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d')!;
  const oval = (x: number, y: number, wide: number, high: number, colour: string) => {
    context.fillStyle = colour;
    context.beginPath();
    context.ellipse(x, y, wide, high, 0, 0, 2 * Math.PI);
    context.fill();
  };
  const draw = () => {
    const beat = performance.now() / 900;
    const [x, y] = [width / 2 + Math.sin(beat) * 3, 168 + Math.sin(beat * 1.7) * 3];
    const light = context.createLinearGradient(0, 0, width, height);
    light.addColorStop(0, looks.wall);
    light.addColorStop(1, '#1b252d');
    context.fillStyle = light;
    context.fillRect(0, 0, width, height);
    if (looks.longHair) oval(x, y + 34, 92, 122, looks.hair);
    oval(width / 2, 400, 172, 130, looks.coat);
    context.fillStyle = looks.skin;
    context.fillRect(x - 26, y + 60, 52, 60);
    oval(x, y + 116, 36, 26, looks.skin);
    oval(x, y - 22, 82, 86, looks.hair);
    oval(x, y + 8, 68, 86, looks.skin);
    context.fillStyle = looks.hair;
    context.beginPath();
    context.ellipse(x, y - 46, 72, 40, 0, Math.PI, 2 * Math.PI);
    context.quadraticCurveTo(x + 30, y - 60, x - 10, y - 34);
    context.quadraticCurveTo(x - 50, y - 30, x - 72, y - 30);
    context.fill();
    for (const sideOf of [-1, 1]) {
      oval(x + sideOf * 26, y + 2, 6, 7, '#1c2126');
      if (looks.glasses) {
        context.strokeStyle = '#20303a';
        context.lineWidth = 4;
        context.beginPath();
        context.roundRect(x + sideOf * 26 - 20, y - 14, 40, 32, 12);
        context.stroke();
      }
    }
    oval(x, y + 52, 17, 3 + 3 * Math.abs(Math.sin(beat * 3)), '#8c4a43');
  };
  setInterval(draw, 125);
  draw();
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) return;
  const ask = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (wanted) => {
    const stream = await ask(wanted);
    for (const track of stream.getVideoTracks()) {
      track.stop();
      stream.removeTrack(track);
      for (const drawn of canvas.captureStream(8).getVideoTracks()) stream.addTrack(drawn);
    }
    return stream;
  };
}
