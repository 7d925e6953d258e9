"""After Word: what an edited tjänsteutlåtande lacks, what became of what was suggested, and the clean document."""
