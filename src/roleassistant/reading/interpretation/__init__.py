"""Blocks of any format → what is a role, a level, a section, a dimension, a statement.

`tree` puts every text under the labels that it stands under; `naming` says which names of levels
and roles a label holds; `axes` decides which labels of the document are levels and which are roles;
`placing` makes profiles of it and accounts for every line.
"""
