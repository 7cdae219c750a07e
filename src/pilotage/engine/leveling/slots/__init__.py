"""Projects on whole slots of time, with resources that are the same in every slot."""
