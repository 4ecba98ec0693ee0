// Asks in WeChat's browser whether one notice may be sent. Where WeChat's own script does not come,
// nothing is asked and the page is as it was.

import { at, make, setText } from "./dom.js";
import { WORDS } from "./words.js";

const TAG = "wx-open-subscribe";
const STYLE =
  "<style>button{width:100%;height:44px;border:0;border-radius:8px;background:#07794a;color:#fff;font-size:16px}</style>";

const box = at("#consent");

function ask() {
  const key = at("#consent-key");
  const tag = make(TAG, { class: "consent-tag", template: box.dataset.template }, [
    make("script", { type: "text/wxtag-template", text: `${STYLE}<button>${key.dataset.label}</button>` }),
  ]);
  tag.addEventListener("success", (event) => {
    if (!String(event.detail?.subscribeDetails ?? "").includes("accept")) return;
    key.hidden = true;
    setText(at("#consent-said"), WORDS.askedOnce);
  });
  key.append(tag);
  box.hidden = false;
}

function begin() {
  const { wx } = window;
  wx.config({
    appId: box.dataset.appId,
    timestamp: Number(box.dataset.timestamp),
    nonceStr: box.dataset.nonce,
    signature: box.dataset.signature,
    jsApiList: ["checkJsApi"],
    openTagList: [TAG],
  });
  wx.ready(ask);
  document.addEventListener("WeixinOpenTagsError", () => (box.hidden = true));
}

document.head.append(make("script", { src: box.dataset.sdk, async: true, on: { load: begin } }));
