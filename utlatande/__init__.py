"""utlatande: from a skrivelse to the draft of a tjänsteutlåtande."""
