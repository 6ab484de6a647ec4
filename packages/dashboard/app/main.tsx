import { render } from 'preact';
import { App } from './app.tsx';

// A browser looks for it again as the router goes from page to page, where its relative address would mean another place.
const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]');
icon?.setAttribute('href', icon.href);

const place = document.getElementById('app');
if (place) render(<App />, place);
