"""What a person sees in chat: views in, Adaptive Card JSON out."""
