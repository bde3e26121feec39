# What the pages in a browser say.

web-chat-title = { $business }: appointments
web-chat-subtitle = Appointments, day and night
web-chat-needs-script = This chat needs JavaScript. Please switch it on and load the page again.
web-chat-connecting = Connecting…
web-chat-lost = The connection is lost. Trying again…
web-chat-busy = We are busy just now. Trying again…
web-chat-failed = The chat could not be loaded. Please load the page again.
web-chat-placeholder = Type your message

web-demo-label = Demo: who are you?
web-demo-customer = I am a customer
web-demo-staff = I am { $name } ({ $role ->
    [administrator] administrator
    [scheduler] scheduler
    [teamMember] team member
    [viewer] viewer
   *[guest] guest
 })

web-landing-title = Frontdesk
web-landing-lead = Book an appointment by chatting.
web-landing-none = There is nothing to book here yet.
web-landing-open = Chat with { $business }

web-error-title = { $status ->
    [404] There is nothing here
    [405] That does not work here
    [413] That is too much at once
    [429] A little slower, please
    [503] We are busy just now
   *[other] Something went wrong
 }
web-error-text = { $status ->
    [404] The address may be mistyped, or the page is gone.
    [405] Please go back and try another way.
    [413] Please try again with less.
    [429] Please wait a minute and try again.
    [503] Nothing was booked. Please try again in a moment.
   *[other] Please try again. If it happens again, call or write to us.
 }
