// Loads stock Web Chat for the business this page is for, and keeps it connected.
"use strict";

(() => {
  const page = document.body.dataset;
  const notice = document.getElementById("notice");
  const domain = `${location.origin}/v3/directline`;
  const memory = `frontdesk-chat:${page.business}:${page.role}`;
  // Direct Line's connection states that stock Web Chat does not recover from by itself.
  const ONLINE = 2;
  const EXPIRED = 3;
  const FAILED = 4;
  const FIRST_PAUSE = 2000;
  const LONGEST_PAUSE = 30000;
  let pause = FIRST_PAUSE;
  let openToken = takeOpenToken();

  class Refused extends Error {
    constructor(status, retryAfter) {
      super(`status ${status}`);
      this.status = status;
      this.pause = retryAfter * 1000;
    }
  }

  // The link of a confirmation opens one appointment once: a reload must not open it again.
  function takeOpenToken() {
    const address = new URL(location.href);
    const token = address.searchParams.get("open");
    if (token !== null) {
      address.searchParams.delete("open");
      history.replaceState(null, "", address);
    }
    return token;
  }

  function actAs() {
    const [kind, id] = page.role.split(/:(.*)/s);
    return { staff: { staffMember: id }, customer: { customer: id } }[kind];
  }

  async function askForToken(conversation) {
    const frontdesk = { business: page.business, conversation, actAs: actAs() };
    const response = await fetch(`${domain}/tokens/generate`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ frontdesk }),
    });
    if (!response.ok) {
      throw new Refused(response.status, Number(response.headers.get("Retry-After")));
    }
    return response.json();
  }

  // The tab goes on with its own conversation; where that is gone it begins another.
  async function grantForThisTab() {
    const known = sessionStorage.getItem(memory);
    if (known === null) {
      return askForToken();
    }
    try {
      return { ...(await askForToken(known)), isKnown: true };
    } catch (refusal) {
      if (![403, 404].includes(refusal.status)) {
        throw refusal;
      }
      sessionStorage.removeItem(memory);
      return askForToken();
    }
  }

  function channelFor(grant) {
    return window.WebChat.createDirectLine({
      domain,
      token: grant.token,
      conversationId: grant.isKnown ? grant.conversationId : undefined,
      webSocket: true,
    });
  }

  function storeThatOpens() {
    return window.WebChat.createStore({}, ({ dispatch }) => (next) => (action) => {
      if (action.type === "DIRECT_LINE/CONNECT_FULFILLED" && openToken !== null) {
        const value = { verb: "appointment.open", token: openToken };
        openToken = null;
        setTimeout(() => dispatch({ type: "WEB_CHAT/SEND_POST_BACK", payload: { value } }));
      }
      return next(action);
    });
  }

  // Web Chat has no Action.Execute; unknown to the cards' parser, its fallback is taken.
  function cardsWithoutExecute() {
    const cards = window.AdaptiveCards;
    cards.GlobalRegistry.defaultActions.unregister("Action.Execute");
    cards.GlobalRegistry.actions.unregister("Action.Execute");
    return cards;
  }

  function show(text) {
    notice.textContent = text;
    notice.hidden = text === "";
  }

  function follow(channel, grant) {
    const subscription = channel.connectionStatus$.subscribe((status) => {
      if (status === ONLINE) {
        sessionStorage.setItem(memory, grant.conversationId);
        pause = FIRST_PAUSE;
        show("");
      } else if (status === EXPIRED || status === FAILED) {
        setTimeout(() => {
          subscription.unsubscribe();
          channel.end();
          connectLater(page.lost, 0);
        });
      }
    });
  }

  function connectLater(text, atLeast) {
    show(text);
    setTimeout(connect, Math.max(pause, atLeast) * (0.75 + Math.random() / 2));
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }

  async function connect() {
    try {
      const grant = await grantForThisTab();
      const channel = channelFor(grant);
      render(channel);
      follow(channel, grant);
    } catch (reason) {
      const isBusy = reason instanceof Refused && [429, 503].includes(reason.status);
      if (reason instanceof Refused && reason.status < 500 && !isBusy) {
        show(page.failed);
      } else {
        connectLater(isBusy ? page.busy : page.lost, reason.pause || 0);
      }
    }
  }

  function render(channel) {
    window.WebChat.renderWebChat(
      {
        directLine: channel,
        store: storeThatOpens(),
        adaptiveCardsPackage: cards,
        locale: navigator.language,
        nonce: page.nonce,
        styleOptions: STYLE,
        overrideLocalizedStrings: { TEXT_INPUT_PLACEHOLDER: page.placeholder },
      },
      document.getElementById("webchat"),
    );
  }

  const STYLE = {
    accent: "#0b6e99",
    backgroundColor: "#ffffff",
    primaryFont: 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
    botAvatarInitials: page.initial,
    botAvatarBackgroundColor: "#17324d",
    avatarSize: 32,
    bubbleBackground: "#f1f4f7",
    bubbleBorderRadius: 12,
    bubbleBorderWidth: 0,
    bubbleFromUserBackground: "#0b6e99",
    bubbleFromUserTextColor: "#ffffff",
    bubbleFromUserBorderRadius: 12,
    bubbleFromUserBorderWidth: 0,
    bubbleMaxWidth: 560,
    bubbleAttachmentMaxWidth: 560,
    hideUploadButton: true,
    sendBoxBorderTop: "solid 1px #dde3e8",
    suggestedActionBackgroundColor: "#ffffff",
    suggestedActionBorderColor: "#0b6e99",
    suggestedActionBorderRadius: 16,
    suggestedActionHeight: 36,
    suggestedActionLayout: "flow",
    timestampColor: "#5b6b7a",
    adaptiveCardsParserMaxVersion: "1.6",
  };

  if (!window.WebChat || !window.AdaptiveCards) {
    show(page.failed);
    return;
  }
  const cards = cardsWithoutExecute();
  connect();
})();
