-- An importer of food, ported from an office database: names with blanks, types that SQLite never heard of.
CREATE TABLE "Categories" (
  "CategoryID" INTEGER PRIMARY KEY AUTOINCREMENT, "CategoryName" TEXT, "Description" "NTEXT", "Picture" IMAGE);
CREATE TABLE "Suppliers" (
  "SupplierID" INTEGER PRIMARY KEY, "CompanyName" nvarchar (40) NOT NULL, "Region" nvarchar (15) NULL, "HomePage" ntext);
CREATE TABLE "Products" (
  "ProductID" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  "ProductName" TEXT NOT NULL,
  "SupplierID" INTEGER,
  "CategoryID" INTEGER,
  "UnitPrice" NUMERIC DEFAULT 0,
  "UnitsInStock" INTEGER DEFAULT 0,
  "ReorderLevel" smallint DEFAULT (0),
  "Discontinued" TEXT NOT NULL DEFAULT '0',
  CHECK ([UnitPrice]>=(0)),
  CHECK ([ReorderLevel]>=(0)),
  CHECK ([UnitsInStock]>=(0)),
  FOREIGN KEY ("CategoryID") REFERENCES "Categories" ("CategoryID") ON DELETE NO ACTION ON UPDATE NO ACTION,
  FOREIGN KEY ("SupplierID") REFERENCES [Suppliers] ([SupplierID])
);
CREATE TABLE "Customers" (
  "CustomerID" nchar (5) NOT NULL CONSTRAINT "PK_Customers" PRIMARY KEY,
  "CompanyName" nvarchar (40) NOT NULL, "City" nvarchar (15), "PostalCode" nvarchar (10));
CREATE TABLE "Orders" (
  "OrderID" "int" NOT NULL, "CustomerID" nchar (5), "OrderDate" "datetime", "Freight" "money" DEFAULT (0), "ShipName" nvarchar (40),
  CONSTRAINT "PK_Orders" PRIMARY KEY ("OrderID"),
  CONSTRAINT "FK_Orders_Customers" FOREIGN KEY ("CustomerID") REFERENCES "Customers" ("CustomerID")
);
CREATE TABLE "Order Details" (
  "OrderID" "int" NOT NULL,
  "ProductID" INTEGER NOT NULL,
  "UnitPrice" "money" NOT NULL CONSTRAINT "DF_UnitPrice" DEFAULT (0),
  "Quantity" "smallint" NOT NULL DEFAULT (1),
  "Discount" REAL NOT NULL DEFAULT 0,
  CONSTRAINT "PK_Order_Details" PRIMARY KEY ("OrderID", "ProductID"),
  CONSTRAINT "FK_Order_Details_Orders" FOREIGN KEY ("OrderID") REFERENCES "Orders" ("OrderID"),
  CONSTRAINT "FK_Order_Details_Products" FOREIGN KEY ("ProductID") REFERENCES "Products" ("ProductID"),
  CONSTRAINT "CK_Discount" CHECK (Discount >= 0 and (Discount <= 1)),
  CONSTRAINT "CK_Quantity" CHECK (Quantity > 0)
);
CREATE INDEX "City" ON "Customers" ("City");
CREATE INDEX "PostalCode" ON "Customers" ("PostalCode" DESC);
CREATE INDEX "OrderDate" ON "Orders" ("OrderDate");
CREATE VIEW "Order Subtotals" AS
  SELECT "OrderID", Sum("UnitPrice" * Quantity * (1 - Discount)) AS Subtotal FROM "Order Details" GROUP BY "OrderID";
